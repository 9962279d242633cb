package vn.antin.signing.engine;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.function.Function;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.TestAuthority.Service;

/** The certificates of a test authority, with the addresses of its services. */
final class TestCertificates {

  private static final String ROOT = "CN=Test Root,O=Ấn Tín,C=VN";

  private final Function<Service, URI> addresses;

  TestCertificates(Function<Service, URI> addresses) {
    this.addresses = addresses;
  }

  X509Certificate root(KeyPair keys) {
    return make(ROOT, keys.getPublic(), null, keys.getPrivate(), builder -> authority(builder));
  }

  X509Certificate issuing(PublicKey key, X509Certificate root, PrivateKey rootKey) {
    return make(
        "CN=Test Issuing,O=Ấn Tín,C=VN",
        key,
        root,
        rootKey,
        builder -> {
          authority(builder);
          lists(builder, Service.ROOT_CRL);
          access(builder, null, Service.ROOT_CERTIFICATE);
        });
  }

  X509Certificate timeStamping(
      PublicKey key, X509Certificate issuer, PrivateKey issuerKey, boolean critical) {
    return make(
        "CN=Test Time-Stamping,O=Ấn Tín,C=VN",
        key,
        issuer,
        issuerKey,
        builder -> {
          leaf(builder, KeyUsage.digitalSignature);
          builder.addExtension(
              Extension.extendedKeyUsage,
              critical,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
          lists(builder, Service.ISSUING_CRL);
          access(builder, Service.OCSP, Service.ISSUING_CERTIFICATE);
        });
  }

  /** An OCSP responder, or, without the purpose, somebody who only wants to be one. */
  X509Certificate responder(
      PublicKey key, X509Certificate issuer, PrivateKey issuerKey, boolean purpose) {
    return make(
        "CN=Test Responder,O=Ấn Tín,C=VN",
        key,
        issuer,
        issuerKey,
        builder -> {
          leaf(builder, KeyUsage.digitalSignature);
          if (purpose) {
            builder.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning));
            builder.addExtension(
                OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
          }
        });
  }

  X509Certificate official(
      String name, PublicKey key, X509Certificate issuer, PrivateKey issuerKey) {
    return make(
        name,
        key,
        issuer,
        issuerKey,
        builder -> {
          leaf(builder, KeyUsage.digitalSignature | KeyUsage.nonRepudiation);
          lists(builder, Service.ISSUING_CRL);
          access(builder, Service.OCSP, Service.ISSUING_CERTIFICATE);
        });
  }

  private interface Extensions {
    void add(JcaX509v3CertificateBuilder builder) throws CertIOException;
  }

  private static X509Certificate make(
      String name,
      PublicKey key,
      @Nullable X509Certificate issuer,
      PrivateKey issuerKey,
      Extensions extensions) {
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer == null
                  ? new X500Name(name)
                  : new JcaX509CertificateHolder(issuer).getSubject(),
              TestAuthority.serial(),
              Date.from(Instant.parse("2026-01-01T00:00:00Z")),
              Date.from(Instant.parse("2046-01-01T00:00:00Z")),
              new X500Name(name),
              key);
      JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
      builder.addExtension(
          Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
      if (issuer != null) {
        builder.addExtension(
            Extension.authorityKeyIdentifier,
            false,
            identifiers.createAuthorityKeyIdentifier(issuer.getPublicKey()));
      }
      extensions.add(builder);
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey)));
    } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void authority(JcaX509v3CertificateBuilder builder) throws CertIOException {
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
  }

  private static void leaf(JcaX509v3CertificateBuilder builder, int usage) throws CertIOException {
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
  }

  private void lists(JcaX509v3CertificateBuilder builder, Service list) throws CertIOException {
    builder.addExtension(
        Extension.cRLDistributionPoints,
        false,
        new CRLDistPoint(
            new DistributionPoint[] {
              new DistributionPoint(
                  new DistributionPointName(new GeneralNames(name(list))), null, null)
            }));
  }

  private void access(
      JcaX509v3CertificateBuilder builder, @Nullable Service responder, Service issuer)
      throws CertIOException {
    AccessDescription up = new AccessDescription(AccessDescription.id_ad_caIssuers, name(issuer));
    builder.addExtension(
        Extension.authorityInfoAccess,
        false,
        new AuthorityInformationAccess(
            responder == null
                ? new AccessDescription[] {up}
                : new AccessDescription[] {
                  new AccessDescription(AccessDescription.id_ad_ocsp, name(responder)), up
                }));
  }

  private GeneralName name(Service service) {
    return new GeneralName(
        GeneralName.uniformResourceIdentifier, addresses.apply(service).toString());
  }
}
