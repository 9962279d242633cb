package vn.antin.signing.engine.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import vn.antin.signing.engine.validation.trust.TrustDomain;
import vn.antin.signing.engine.validation.trust.TrustDomains;
import vn.antin.signing.engine.validation.trust.TrustFolder;

/** Reads whom the caller trusts: a file of certificates, or a folder of them or of domains. */
final class TrustFiles {

  private TrustFiles() {}

  /**
   * @throws UsageFault when it cannot be read, or names nobody
   */
  static TrustDomains read(Path place, Words words) {
    try {
      TrustDomains domains =
          Files.isDirectory(place)
              ? TrustFolder.read(place)
              : TrustDomains.of(TrustDomain.of("local", certificates(place)));
      if (domains.all().stream().allMatch(domain -> domain.anchors().isEmpty())) {
        throw new UsageFault(words.say("usage.trustnobody", place));
      }
      return domains;
    } catch (IOException e) {
      throw new UsageFault(words.say("usage.trust", place, FileTrouble.of(e, words)), e);
    } catch (CertificateException e) {
      throw new UsageFault(words.say("usage.trustnobody", place), e);
    }
  }

  /** The anchors of all domains that are in force. */
  static List<X509Certificate> anchors(Path place, Instant now, Words words) {
    List<X509Certificate> anchors =
        read(place, words).all().stream()
            .filter(domain -> domain.from() == null || !now.isBefore(domain.from()))
            .filter(domain -> domain.until() == null || now.isBefore(domain.until()))
            .flatMap(domain -> domain.anchors().stream())
            .toList();
    if (anchors.isEmpty()) {
      throw new UsageFault(words.say("usage.trustnobody", place));
    }
    return anchors;
  }

  private static List<X509Certificate> certificates(Path file)
      throws IOException, CertificateException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .map(X509Certificate.class::cast)
          .toList();
    }
  }
}
