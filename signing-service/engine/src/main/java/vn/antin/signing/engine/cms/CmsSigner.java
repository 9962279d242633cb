package vn.antin.signing.engine.cms;

import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.LinkedHashSet;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Hash;
import vn.antin.signing.engine.Signer;

/**
 * Makes the CMS of one signer's signatures: content-type, message-digest and signing-certificate-v2
 * as signed attributes, no signing-time (a PDF says it in /M), no content. What does not change
 * from signature to signature is encoded once. Immutable and thread-safe.
 */
public final class CmsSigner {

  private static final byte[] VERSION_1 = {Der.INTEGER, 1, 1};
  private static final byte[] DATA = CmsAlgorithms.der(CMSObjectIdentifiers.data);
  private static final byte[] CONTENT_TYPE =
      attribute(CMSAttributes.contentType, DATA); // the same in every signature
  private static final byte[] MESSAGE_DIGEST = CmsAlgorithms.der(CMSAttributes.messageDigest);
  private static final int GREATEST_ML_DSA_65 = 3309; // FIPS 204, table 2
  private static final int ED25519 = 64;

  private final Signer signer;
  private final byte[] signingCertificate;
  private final byte[] identifier;
  private final byte[] certificates;
  private final byte[] digestAlgorithm;
  private final byte[] signatureAlgorithm;

  private CmsSigner(Signer signer) {
    this.signer = signer;
    byte[] issuer = signer.certificate().getIssuerX500Principal().getEncoded();
    byte[] serial = Der.of(Der.INTEGER, signer.certificate().getSerialNumber().toByteArray());
    this.identifier = Der.of(Der.SEQUENCE, issuer, serial);
    byte[] issuerSerial = Der.of(Der.SEQUENCE, Der.of(Der.SEQUENCE, Der.of(0xa4, issuer)), serial);
    byte[] hash = Der.of(Der.OCTET_STRING, Hash.sha256(encoded(signer.certificate())).bytes());
    this.signingCertificate =
        attribute(
            PKCSObjectIdentifiers.id_aa_signingCertificateV2,
            Der.of(Der.SEQUENCE, Der.of(Der.SEQUENCE, Der.of(Der.SEQUENCE, hash, issuerSerial))));
    this.certificates =
        Der.setOf(
            0xa0,
            new LinkedHashSet<>(signer.chain())
                .stream().map(CmsSigner::encoded).toArray(byte[][]::new));
    this.digestAlgorithm = CmsAlgorithms.digest(signer.algorithm());
    this.signatureAlgorithm = CmsAlgorithms.signature(signer.algorithm());
  }

  public static CmsSigner of(Signer signer) {
    return new CmsSigner(signer);
  }

  public Signer signer() {
    return signer;
  }

  /** The DER encoded set of signed attributes: what the key signs (RFC 5652 section 5.4). */
  public byte[] signedAttributes(byte[] messageDigest) {
    byte[] digest =
        Der.of(
            Der.SEQUENCE, MESSAGE_DIGEST, Der.of(Der.SET, Der.of(Der.OCTET_STRING, messageDigest)));
    return Der.setOf(Der.SET, CONTENT_TYPE, digest, signingCertificate);
  }

  /**
   * The ContentInfo with signature value and certificates.
   *
   * @param signedAttributes as {@link #signedAttributes} made them
   * @param timeStamp a time-stamp token over the value (EN 319 122-1 section 5.3), in DER
   */
  public byte[] assemble(byte[] signedAttributes, byte[] value, byte @Nullable [] timeStamp) {
    byte[] attributes = signedAttributes.clone();
    attributes[0] = (byte) 0xa0; // IMPLICIT [0] in its place in the SignerInfo
    byte[] unsigned =
        timeStamp == null
            ? new byte[0]
            : Der.of(
                0xa1, attribute(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken, timeStamp));
    byte[] signerInfo =
        Der.of(
            Der.SEQUENCE,
            VERSION_1,
            identifier,
            digestAlgorithm,
            attributes,
            signatureAlgorithm,
            Der.of(Der.OCTET_STRING, value),
            unsigned);
    byte[] signedData =
        Der.of(
            Der.SEQUENCE,
            VERSION_1,
            Der.of(Der.SET, digestAlgorithm),
            Der.of(Der.SEQUENCE, DATA),
            certificates,
            Der.of(Der.SET, signerInfo));
    return Der.of(
        Der.SEQUENCE, CmsAlgorithms.der(CMSObjectIdentifiers.signedData), Der.of(0xa0, signedData));
  }

  /**
   * The size of the CMS when the value has its greatest length.
   *
   * @param timeStamp the size of a time-stamp token; 0 for none
   */
  public int capacity(int timeStamp) {
    byte[] attributes = signedAttributes(new byte[signer.algorithm().digestLength()]);
    byte[] value = new byte[greatestValue(signer.certificate().getPublicKey())];
    return assemble(attributes, value, timeStamp == 0 ? null : new byte[timeStamp]).length;
  }

  private int greatestValue(PublicKey key) {
    return switch (signer.algorithm().scheme()) {
      case RSA_PKCS1, RSA_PSS -> (((RSAPublicKey) key).getModulus().bitLength() + 7) / 8;
      case ECDSA -> {
        int integer = (((ECPublicKey) key).getParams().getOrder().bitLength() + 7) / 8 + 1;
        yield 2 * (integer + 3) + 4;
      }
      case ED25519 -> ED25519;
      case ML_DSA -> GREATEST_ML_DSA_65;
    };
  }

  private static byte[] attribute(ASN1ObjectIdentifier type, byte[] value) {
    return Der.of(Der.SEQUENCE, CmsAlgorithms.der(type), Der.of(Der.SET, value));
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("A certificate that cannot be encoded", e);
    }
  }
}
