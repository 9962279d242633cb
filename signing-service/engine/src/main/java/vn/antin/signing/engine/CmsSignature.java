package vn.antin.signing.engine;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import vn.antin.signing.token.SigningAlgorithm;

/**
 * The CMS of a PAdES signature (ETSI EN 319 142-1 section 6.3): content-type, message-digest and
 * signing-certificate-v2 as signed attributes, no signing-time (the time is /M of the dictionary),
 * no content.
 */
final class CmsSignature {

  private CmsSignature() {}

  /** The DER encoded set of signed attributes: what the key signs. */
  static byte[] signedAttributes(X509Certificate signer, byte[] messageDigest) {
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(new Attribute(CMSAttributes.contentType, new DERSet(CMSObjectIdentifiers.data)));
    attributes.add(
        new Attribute(CMSAttributes.messageDigest, new DERSet(new DEROctetString(messageDigest))));
    attributes.add(
        new Attribute(
            PKCSObjectIdentifiers.id_aa_signingCertificateV2,
            new DERSet(signingCertificate(signer))));
    return der(new DERSet(attributes));
  }

  /** The ContentInfo with signature value and certificates. */
  static byte[] assemble(Signer signing, byte[] signedAttributes, byte[] value) {
    AlgorithmIdentifier digest = digestAlgorithm(signing.algorithm());
    Certificate leaf = structure(signing.certificate());
    SignerInfo signer =
        new SignerInfo(
            new SignerIdentifier(
                new IssuerAndSerialNumber(leaf.getIssuer(), leaf.getSerialNumber().getValue())),
            digest,
            ASN1Set.getInstance(signedAttributes),
            signatureAlgorithm(signing.algorithm()),
            new DEROctetString(value),
            (ASN1Set) null);
    ASN1EncodableVector certificates = new ASN1EncodableVector();
    signing.chain().forEach(certificate -> certificates.add(structure(certificate)));
    SignedData signed =
        new SignedData(
            new DERSet(digest),
            new ContentInfo(CMSObjectIdentifiers.data, null),
            new DERSet(certificates),
            null,
            new DERSet(signer));
    return der(new ContentInfo(CMSObjectIdentifiers.signedData, signed));
  }

  /** The size of the CMS when the value has its greatest length. */
  static int capacity(Signer signing) {
    byte[] attributes =
        signedAttributes(
            signing.certificate(),
            new byte[Hash.digest(signing.algorithm().digest()).getDigestLength()]);
    return assemble(signing, attributes, new byte[greatestValue(signing)]).length;
  }

  private static int greatestValue(Signer signing) {
    return switch (signing.certificate().getPublicKey()) {
      case java.security.interfaces.RSAPublicKey rsa -> (rsa.getModulus().bitLength() + 7) / 8;
      case java.security.interfaces.ECPublicKey ec -> {
        int integer = (ec.getParams().getOrder().bitLength() + 7) / 8 + 1;
        yield 2 * (integer + 3) + 4;
      }
      default -> throw new IllegalArgumentException("RSA or EC keys sign");
    };
  }

  private static SigningCertificateV2 signingCertificate(X509Certificate signer) {
    Certificate certificate = structure(signer);
    X500Name issuer = certificate.getIssuer();
    BigInteger serial = signer.getSerialNumber();
    byte[] hash = Hash.digest("SHA-256").digest(der(certificate));
    return new SigningCertificateV2(
        new ESSCertIDv2(
            hash,
            new IssuerSerial(new GeneralNames(new GeneralName(issuer)), new ASN1Integer(serial))));
  }

  private static AlgorithmIdentifier digestAlgorithm(SigningAlgorithm algorithm) {
    return new AlgorithmIdentifier(
        switch (algorithm.digest()) {
          case "SHA-256" -> NISTObjectIdentifiers.id_sha256;
          case "SHA-384" -> NISTObjectIdentifiers.id_sha384;
          case "SHA-512" -> NISTObjectIdentifiers.id_sha512;
          default -> throw new IllegalArgumentException(algorithm.digest());
        });
  }

  private static AlgorithmIdentifier signatureAlgorithm(SigningAlgorithm algorithm) {
    return switch (algorithm) {
      case RSA_PKCS1_SHA256 -> rsa(PKCSObjectIdentifiers.sha256WithRSAEncryption);
      case RSA_PKCS1_SHA384 -> rsa(PKCSObjectIdentifiers.sha384WithRSAEncryption);
      case RSA_PKCS1_SHA512 -> rsa(PKCSObjectIdentifiers.sha512WithRSAEncryption);
      case RSA_PSS_SHA256 -> {
        AlgorithmIdentifier sha256 =
            new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
        yield new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_RSASSA_PSS,
            new RSASSAPSSparams(
                sha256,
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, sha256),
                new ASN1Integer(32),
                new ASN1Integer(1)));
      }
      case ECDSA_SHA256 -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
      case ECDSA_SHA384 -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384);
    };
  }

  private static AlgorithmIdentifier rsa(ASN1ObjectIdentifier algorithm) {
    return new AlgorithmIdentifier(algorithm, DERNull.INSTANCE);
  }

  private static Certificate structure(X509Certificate certificate) {
    try {
      return Certificate.getInstance(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("A certificate that cannot be encoded", e);
    }
  }

  private static byte[] der(org.bouncycastle.asn1.ASN1Object object) {
    try {
      return object.getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalStateException("Writing to memory does not fail", e);
    }
  }
}
