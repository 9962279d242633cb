package vn.antin.admin.upload;

import java.util.Map;

/** What a form with a small file brought, read whole. */
public sealed interface SmallForm {
  /**
   * The fields, and the file with each byte as a character (ISO 8859-1).
   *
   * @param file empty when none was chosen
   */
  record Sent(Map<String, String> fields, String file) implements SmallForm {
    public Sent {
      fields = Map.copyOf(fields);
    }
  }

  /** Nothing usable; the reason is a message key's last part. */
  record Refused(String reason, int status) implements SmallForm {}
}
