package vn.antin.signing.engine.timestamp;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a certificate leads to an anchor (RFC 5280 section 6), revocation left to others. */
final class Anchored {

  private Anchored() {}

  /** The first is the certificate in question, the others may be its issuers. */
  static boolean is(List<X509Certificate> given, List<X509Certificate> anchors, Instant at) {
    if (anchors.contains(given.getFirst())) {
      return true;
    }
    try {
      X509CertSelector wanted = new X509CertSelector();
      wanted.setCertificate(given.getFirst());
      PKIXBuilderParameters parameters =
          new PKIXBuilderParameters(
              anchors.stream()
                  .map(anchor -> new TrustAnchor(anchor, null))
                  .collect(Collectors.toSet()),
              wanted);
      parameters.setDate(Date.from(at));
      parameters.setRevocationEnabled(false);
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(given)));
      CertPathBuilder.getInstance("PKIX").build(parameters);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
