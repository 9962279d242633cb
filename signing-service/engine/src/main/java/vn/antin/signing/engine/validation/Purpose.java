package vn.antin.signing.engine.validation;

import eu.europa.esig.dss.diagnostic.CertificateWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlOID;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a certificate may stand under documents. RFC 5280 section 4.2.1.12: one that lists
 * purposes serves for those alone. So the certificate of a web server, a time server or a
 * responder, whose key no official holds, signs no document. The government's and the public
 * authorities list e-mail protection beside TLS; the house lists nothing.
 */
public final class Purpose {
  private static final Set<String> DOCUMENTS =
      Set.of(
          "2.5.29.37.0", // anyExtendedKeyUsage
          "1.3.6.1.5.5.7.3.4", // emailProtection
          "1.3.6.1.5.5.7.3.36", // documentSigning, RFC 9336
          "1.3.6.1.4.1.311.10.3.12", // Microsoft's document signing
          "1.2.840.113583.1.1.5"); // Adobe's authentic documents

  private Purpose() {}

  /**
   * Whether a certificate of these extended key usages may.
   *
   * @param usages object identifiers; empty when the certificate lists none
   */
  public static boolean fits(Collection<String> usages) {
    return usages.isEmpty() || usages.stream().anyMatch(DOCUMENTS::contains);
  }

  static boolean fits(@Nullable CertificateWrapper certificate) {
    return certificate == null
        || fits(certificate.getExtendedKeyUsages().stream().map(XmlOID::getValue).toList());
  }
}
