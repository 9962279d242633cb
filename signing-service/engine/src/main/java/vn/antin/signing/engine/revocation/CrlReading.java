package vn.antin.signing.engine.revocation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import vn.antin.signing.engine.revocation.RevocationData.Status;

/**
 * A revocation list, checked once for its issuer and then asked about certificates (RFC 5280
 * section 6.3.3). Lists that are indirect, partial by reason, or deltas are refused; a delta beside
 * a full list is not fetched.
 */
final class CrlReading {

  private static final int CRL_SIGN = 6;
  private static final Set<String> UNDERSTOOD = Set.of(Extension.issuingDistributionPoint.getId());

  private final X509CRL crl;
  private final byte[] encoded;
  private final List<URI> names;
  private final boolean usersOnly;
  private final boolean authoritiesOnly;

  private CrlReading(
      X509CRL crl, byte[] encoded, List<URI> names, boolean usersOnly, boolean authoritiesOnly) {
    this.crl = crl;
    this.encoded = encoded;
    this.names = names;
    this.usersOnly = usersOnly;
    this.authoritiesOnly = authoritiesOnly;
  }

  static CrlReading of(byte[] body, X509Certificate issuer, Instant now, RevocationLimits limits)
      throws UnacceptableAnswer {
    try {
      X509CRL crl =
          (X509CRL)
              CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(body));
      if (!crl.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
        throw new UnacceptableAnswer("the list is of another issuer");
      }
      boolean[] usage = issuer.getKeyUsage();
      if (usage != null && !usage[CRL_SIGN]) {
        throw new UnacceptableAnswer("the issuer's certificate does not allow to sign lists");
      }
      crl.verify(issuer.getPublicKey());
      if (crl.getThisUpdate().toInstant().isAfter(now.plus(limits.skew()))) {
        throw new UnacceptableAnswer("the list is of a time to come");
      }
      Set<String> critical = crl.getCriticalExtensionOIDs();
      if (critical != null && !UNDERSTOOD.containsAll(critical)) {
        throw new UnacceptableAnswer("the list has critical extensions such as a delta's");
      }
      return reading(crl, body);
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw new UnacceptableAnswer("no acceptable revocation list: " + e.getMessage());
    }
  }

  private static CrlReading reading(X509CRL crl, byte[] body)
      throws UnacceptableAnswer, IOException {
    byte[] value = crl.getExtensionValue(Extension.issuingDistributionPoint.getId());
    if (value == null) {
      return new CrlReading(crl, body, List.of(), false, false);
    }
    IssuingDistributionPoint point =
        IssuingDistributionPoint.getInstance(
            ASN1Primitive.fromByteArray(ASN1OctetString.getInstance(value).getOctets()));
    if (point.isIndirectCRL()) {
      throw new UnacceptableAnswer("the list is indirect");
    }
    if (point.getOnlySomeReasons() != null || point.onlyContainsAttributeCerts()) {
      throw new UnacceptableAnswer("the list is not complete");
    }
    List<URI> names = new ArrayList<>();
    Addresses.addAll(names, point.getDistributionPoint());
    if (point.getDistributionPoint() != null && names.isEmpty()) {
      throw new UnacceptableAnswer("the list is for a point that cannot be compared");
    }
    return new CrlReading(
        crl, body, List.copyOf(names), point.onlyContainsUserCerts(), point.onlyContainsCACerts());
  }

  /**
   * What the list says.
   *
   * @param address where it was found, as the certificate names it
   */
  News about(X509Certificate certificate, URI address) throws UnacceptableAnswer {
    boolean authority = certificate.getBasicConstraints() >= 0;
    if ((usersOnly && authority) || (authoritiesOnly && !authority)) {
      throw new UnacceptableAnswer("the list is for another kind of certificate");
    }
    if (!names.isEmpty() && !names.contains(address)) {
      throw new UnacceptableAnswer("the list belongs to another distribution point");
    }
    X509CRLEntry entry = crl.getRevokedCertificate(certificate.getSerialNumber());
    CRLReason reason = entry == null ? null : entry.getRevocationReason();
    boolean revoked = entry != null && reason != CRLReason.REMOVE_FROM_CRL;
    return new News(
        News.Kind.CRL,
        encoded,
        revoked ? Status.REVOKED : Status.GOOD,
        revoked && entry != null ? entry.getRevocationDate().toInstant() : null,
        reason == CRLReason.CERTIFICATE_HOLD,
        crl.getThisUpdate().toInstant(),
        crl.getNextUpdate() == null ? null : crl.getNextUpdate().toInstant(),
        List.of());
  }

  Instant thisUpdate() {
    return crl.getThisUpdate().toInstant();
  }

  /** When to fetch it again. */
  Instant until(Instant now, RevocationLimits limits) {
    Instant reuse = now.plus(limits.reuse());
    if (crl.getNextUpdate() == null) {
      return reuse;
    }
    Instant next = crl.getNextUpdate().toInstant();
    if (!next.isAfter(now)) {
      return now.plus(limits.failure());
    }
    return next.isAfter(reuse) ? reuse : next;
  }

  int length() {
    return encoded.length;
  }
}
