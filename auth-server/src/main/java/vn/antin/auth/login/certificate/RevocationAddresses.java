package vn.antin.auth.login.certificate;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.jspecify.annotations.Nullable;

/** Where a certificate says that its revocation can be learnt (RFC 5280 §4.2.1.13, §4.2.2.1). */
final class RevocationAddresses {
  private RevocationAddresses() {}

  /** Where its authority's lists lie. */
  static List<URI> lists(X509Certificate certificate) {
    byte[] extension = extension(certificate, Extension.cRLDistributionPoints.getId());
    if (extension == null) {
      return List.of();
    }
    try {
      List<URI> found = new ArrayList<>();
      for (DistributionPoint point : CRLDistPoint.getInstance(extension).getDistributionPoints()) {
        DistributionPointName name = point.getDistributionPoint();
        if (name != null && name.getType() == DistributionPointName.FULL_NAME) {
          Arrays.stream(GeneralNames.getInstance(name.getName()).getNames())
              .flatMap(general -> http(general).stream())
              .forEach(found::add);
        }
      }
      return found;
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  /** Its authority's OCSP responder. */
  static Optional<URI> responder(X509Certificate certificate) {
    byte[] extension = extension(certificate, Extension.authorityInfoAccess.getId());
    if (extension == null) {
      return Optional.empty();
    }
    try {
      return Arrays.stream(
              AuthorityInformationAccess.getInstance(extension).getAccessDescriptions())
          .filter(access -> access.getAccessMethod().equals(AccessDescription.id_ad_ocsp))
          .flatMap(access -> http(access.getAccessLocation()).stream())
          .findFirst();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<URI> http(GeneralName name) {
    if (name.getTagNo() != GeneralName.uniformResourceIdentifier) {
      return Optional.empty();
    }
    try {
      return Optional.of(URI.create(name.getName().toString()))
          .filter(uri -> "http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte @Nullable [] extension(X509Certificate certificate, String id) {
    byte[] value = certificate.getExtensionValue(id);
    return value == null ? null : ASN1OctetString.getInstance(value).getOctets();
  }
}
