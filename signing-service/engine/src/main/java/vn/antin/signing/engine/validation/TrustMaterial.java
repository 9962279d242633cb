package vn.antin.signing.engine.validation;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Whom to trust and what is known offline.
 *
 * @param anchors roots, or any certificate that ends a chain
 * @param intermediates to complete chains of signers that embed only their own certificate, as many
 *     VGCA signers do
 * @param crls revocation lists at hand
 */
public record TrustMaterial(
    List<X509Certificate> anchors, List<X509Certificate> intermediates, List<X509CRL> crls) {

  public TrustMaterial {
    anchors = List.copyOf(anchors);
    intermediates = List.copyOf(intermediates);
    crls = List.copyOf(crls);
  }

  public static TrustMaterial anchors(List<X509Certificate> anchors) {
    return new TrustMaterial(anchors, List.of(), List.of());
  }
}
