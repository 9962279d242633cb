package vn.antin.auth.login.certificate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificates of a PEM file, read anew when the file changes. Thread-safe. */
final class CertificateFile {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateFile.class);

  private final Path file;
  private final String setting;
  private volatile Content content;

  /**
   * Reads the file.
   *
   * @param setting which names it
   */
  CertificateFile(Path file, String setting) {
    this.file = file;
    this.setting = setting;
    try {
      content = Content.read(file);
    } catch (IOException | GeneralSecurityException e) {
      throw new CertificateSetupException(
          "%s, %s, cannot be read: %s".formatted(setting, file, e.getMessage()), e);
    }
    if (content.certificates.isEmpty()) {
      throw new CertificateSetupException(
          "%s, %s, holds no certificate".formatted(setting, file), null);
    }
  }

  List<X509Certificate> certificates() {
    Content known = content;
    try {
      if (!Files.getLastModifiedTime(file).equals(known.changed)) {
        known = Content.read(file);
        content = known;
      }
    } catch (IOException | GeneralSecurityException e) {
      LOG.warn("{}, {}, keeps its former content: {}", setting, file, e.toString());
    }
    return known.certificates;
  }

  private record Content(FileTime changed, List<X509Certificate> certificates) {
    static Content read(Path file) throws IOException, GeneralSecurityException {
      FileTime changed = Files.getLastModifiedTime(file);
      try (InputStream in = Files.newInputStream(file)) {
        return new Content(
            changed,
            CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                .map(X509Certificate.class::cast)
                .toList());
      }
    }
  }
}
