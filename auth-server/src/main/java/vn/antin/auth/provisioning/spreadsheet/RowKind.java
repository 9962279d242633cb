package vn.antin.auth.provisioning.spreadsheet;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a row of the file means for the official it names. */
public enum RowKind {
  NEW,
  CHANGED,
  MOVED,
  UNCHANGED,
  LEAVING,
  REFUSED;

  /** As the database and the REST API write it. */
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<RowKind> of(String value) {
    return Arrays.stream(values()).filter(kind -> kind.value().equals(value)).findFirst();
  }
}
