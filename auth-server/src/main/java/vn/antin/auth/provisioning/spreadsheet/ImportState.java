package vn.antin.auth.provisioning.spreadsheet;

import java.util.Locale;

/** How far an import has come. */
public enum ImportState {
  /** The file is read and compared. */
  READING,
  /** The difference can be looked at; nothing is done yet. */
  READ,
  /** The file as a whole cannot be taken. */
  REFUSED,
  APPLYING,
  /** What was accepted is done; it can be taken back for a while. */
  APPLIED,
  UNDOING,
  UNDONE;

  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ImportState of(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }
}
