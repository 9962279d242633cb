package vn.antin.admin.enrolment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import org.springframework.util.unit.DataSize;
import vn.antin.admin.upload.SmallForm;

/** Certificates from a form, as signing-service takes them: PEM, or base64 of DER or PKCS#7. */
final class CertificateText {
  /** A chain in any wrapping is a few kilobytes. */
  static final DataSize MOST = DataSize.ofKilobytes(128);

  private static final char SEQUENCE = 0x30;

  private CertificateText() {}

  /** From the chosen file, else from what was pasted; empty when there is neither. */
  static String of(SmallForm.Sent form) {
    var file = form.file();
    if (file.isBlank()) {
      return form.fields().getOrDefault("certificates", "").strip();
    }
    // DER begins with a SEQUENCE (X.690 §8.9.1); text in base64 of one begins with an M.
    return file.charAt(0) == SEQUENCE
        ? Base64.getEncoder().encodeToString(file.getBytes(ISO_8859_1))
        : file.strip();
  }
}
