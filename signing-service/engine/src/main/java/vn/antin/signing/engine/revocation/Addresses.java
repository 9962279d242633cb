package vn.antin.signing.engine.revocation;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.jspecify.annotations.Nullable;

/**
 * Where a certificate says its status and issuer are told (RFC 5280 sections 4.2.1.13 and 4.2.2.1).
 * A malformed extension names nothing. At most four of a kind are looked at.
 */
final class Addresses {

  private static final int MOST = 4;

  private Addresses() {}

  static List<URI> ocsp(X509Certificate certificate) {
    return access(certificate, AccessDescription.id_ad_ocsp);
  }

  static List<URI> issuers(X509Certificate certificate) {
    return access(certificate, AccessDescription.id_ad_caIssuers);
  }

  /** Of points that cover all reasons and whose lists the issuer itself signs. */
  static List<URI> crls(X509Certificate certificate) {
    List<URI> found = new ArrayList<>();
    try {
      CRLDistPoint points =
          CRLDistPoint.getInstance(extension(certificate, Extension.cRLDistributionPoints));
      if (points != null) {
        for (DistributionPoint point : points.getDistributionPoints()) {
          if (point.getReasons() == null && point.getCRLIssuer() == null) {
            addAll(found, point.getDistributionPoint());
          }
        }
      }
    } catch (IllegalArgumentException e) {
      return List.of();
    }
    return first(found);
  }

  static void addAll(List<URI> found, @Nullable DistributionPointName name) {
    if (name != null && name.getType() == DistributionPointName.FULL_NAME) {
      for (GeneralName each : GeneralNames.getInstance(name.getName()).getNames()) {
        add(found, each);
      }
    }
  }

  private static List<URI> access(X509Certificate certificate, ASN1ObjectIdentifier method) {
    List<URI> found = new ArrayList<>();
    try {
      AuthorityInformationAccess access =
          AuthorityInformationAccess.getInstance(
              extension(certificate, Extension.authorityInfoAccess));
      if (access != null) {
        for (AccessDescription each : access.getAccessDescriptions()) {
          if (each.getAccessMethod().equals(method)) {
            add(found, each.getAccessLocation());
          }
        }
      }
    } catch (IllegalArgumentException e) {
      return List.of();
    }
    return first(found);
  }

  private static List<URI> first(List<URI> found) {
    return List.copyOf(found.subList(0, Math.min(MOST, found.size())));
  }

  private static void add(List<URI> found, GeneralName name) {
    if (name.getTagNo() != GeneralName.uniformResourceIdentifier) {
      return;
    }
    try {
      URI address = new URI(ASN1IA5String.getInstance(name.getName()).getString());
      if ("http".equalsIgnoreCase(address.getScheme())
          || "https".equalsIgnoreCase(address.getScheme())) {
        found.add(address);
      }
    } catch (URISyntaxException e) {
      // What is no address is as good as absent.
    }
  }

  private static @Nullable ASN1Primitive extension(
      X509Certificate certificate, ASN1ObjectIdentifier name) {
    byte[] value = certificate.getExtensionValue(name.getId());
    if (value == null) {
      return null;
    }
    try {
      return ASN1Primitive.fromByteArray(ASN1OctetString.getInstance(value).getOctets());
    } catch (java.io.IOException e) {
      throw new IllegalArgumentException("A malformed extension", e);
    }
  }
}
