package vn.antin.signing.authority.profile;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** Writes the part of a certificate that is signed, as a profile says. */
public final class ToBeSigned {
  /** Clocks of others may be behind ours. */
  public static final Duration BACKDATED = Duration.ofMinutes(5);

  private final Profile profile;
  private final Certifier issuer;
  private final StatusAddresses addresses;

  public ToBeSigned(Profile profile, Certifier issuer, StatusAddresses addresses) {
    this.profile = profile;
    this.issuer = issuer;
    this.addresses = addresses;
  }

  /**
   * A certificate valid from a few minutes ago for the profile's lifetime, or until its issuer ends
   * when that is sooner; a wish for a lifetime is taken as it is.
   */
  @SuppressWarnings("JavaUtilDate") // BouncyCastle takes no other type.
  public TBSCertificate write(
      Wish wish, BigInteger serial, AlgorithmIdentifier signature, Instant now) {
    var from = now.truncatedTo(ChronoUnit.SECONDS).minus(BACKDATED);
    var generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(serial));
    generator.setSignature(signature);
    generator.setIssuer(issuer.name());
    generator.setStartDate(new Time(Date.from(from)));
    generator.setEndDate(new Time(Date.from(end(wish, from))));
    generator.setSubject(wish.subject());
    generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(wish.key().getEncoded()));
    try {
      generator.setExtensions(extensions(wish).generate());
    } catch (IOException e) {
      throw new IllegalStateException("an extension could not be encoded", e);
    }
    return generator.generateTBSCertificate();
  }

  private Instant end(Wish wish, Instant from) {
    if (wish.lifetime() != null) {
      return from.plus(wish.lifetime());
    }
    var usual = from.plus(profile.lifetime());
    return usual.isAfter(issuer.notAfter()) ? issuer.notAfter() : usual;
  }

  private ExtensionsGenerator extensions(Wish wish) throws IOException {
    var extensions = new ExtensionsGenerator();
    var kind = profile.kind();
    extensions.addExtension(
        Extension.basicConstraints,
        true,
        kind.authority() ? new BasicConstraints(kind.pathLength()) : new BasicConstraints(false));
    extensions.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUse.bits(profile.keyUsage())));
    purposes(extensions);
    extensions.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new SubjectKeyIdentifier(Certifier.keyIdentifier(wish.key())));
    extensions.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new AuthorityKeyIdentifier(issuer.keyIdentifier()));
    if (!wish.hostNames().isEmpty()) {
      extensions.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              wish.hostNames().stream()
                  .map(name -> new GeneralName(GeneralName.dNSName, name))
                  .toArray(GeneralName[]::new)));
    }
    policies(extensions);
    status(extensions);
    return extensions;
  }

  private void purposes(ExtensionsGenerator extensions) throws IOException {
    if (!profile.extendedKeyUsage().isEmpty()) {
      extensions.addExtension(
          Extension.extendedKeyUsage,
          profile.purposesCritical(),
          new ExtendedKeyUsage(
              profile.extendedKeyUsage().stream()
                  .map(ASN1ObjectIdentifier::new)
                  .map(KeyPurposeId::getInstance)
                  .toArray(KeyPurposeId[]::new)));
    }
  }

  private void policies(ExtensionsGenerator extensions) throws IOException {
    if (!profile.policies().isEmpty()) {
      extensions.addExtension(
          Extension.certificatePolicies,
          false,
          new CertificatePolicies(
              profile.policies().stream()
                  .map(ASN1ObjectIdentifier::new)
                  .map(PolicyInformation::new)
                  .toArray(PolicyInformation[]::new)));
    }
    if (!profile.qcStatements().isEmpty()) {
      extensions.addExtension(
          Extension.qCStatements, false, QcStatement.encoded(profile.qcStatements()));
    }
  }

  /** A root's own status cannot be told by anybody; an authority below it is told by list alone. */
  private void status(ExtensionsGenerator extensions) throws IOException {
    if (!profile.statusChecked()) {
      if (profile.answersStatus()) {
        extensions.addExtension(
            OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
      }
      return;
    }
    extensions.addExtension(
        Extension.cRLDistributionPoints,
        false,
        new CRLDistPoint(
            new DistributionPoint[] {
              new DistributionPoint(
                  new DistributionPointName(
                      new GeneralNames(address(addresses.crl(issuer.authority())))),
                  null,
                  null)
            }));
    var access = new ASN1EncodableVector();
    if (!profile.kind().authority()) {
      access.add(new AccessDescription(AccessDescription.id_ad_ocsp, address(addresses.ocsp())));
    }
    access.add(
        new AccessDescription(
            AccessDescription.id_ad_caIssuers, address(addresses.certificate(issuer.authority()))));
    extensions.addExtension(
        Extension.authorityInfoAccess,
        false,
        AuthorityInformationAccess.getInstance(new DERSequence(access)));
  }

  private static GeneralName address(String url) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, url);
  }
}
