package vn.antin.admin.upload;

/** What a form brought. */
public sealed interface Upload {
  /** A file that begins like a PDF. */
  record Pdf(String name, IncomingStream stream) implements Upload {}

  /** Nothing usable; the reason is a message key's last part. */
  record Refused(String reason, int status) implements Upload {}
}
