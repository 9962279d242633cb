package vn.antin.admin.upload;

import java.util.Map;

/**
 * What a form with a file and other fields brought; the fields stand before the file.
 *
 * <p>The file is read as it arrives and is of any type: who reads it decides.
 */
public sealed interface FormFile {
  /** A file and the fields before it. */
  record Sent(String name, IncomingStream stream, Map<String, String> fields) implements FormFile {
    public Sent {
      fields = Map.copyOf(fields);
    }
  }

  /** Nothing usable; the reason is a message key's last part. */
  record Refused(String reason, int status) implements FormFile {}
}
