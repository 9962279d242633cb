package vn.antin.signing.token;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/**
 * The self-signed certificate that a new software key carries, because a Java key store holds no
 * key without one. Making it also proves that the new key signs. The JDK has no public way to make
 * a certificate, hence the few lines of DER (X.690, RFC 5280 section 4.1).
 */
final class PlaceholderCertificate {

  private static final String UNIT = "antin-no-certificate-yet";

  private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");
  private static final byte[] ORGANISATIONAL_UNIT = HexFormat.of().parseHex("060355040b");
  private static final byte[] SHA256_WITH_RSA =
      HexFormat.of().parseHex("300d06092a864886f70d01010b0500");
  private static final byte[] ECDSA_WITH_SHA256 =
      HexFormat.of().parseHex("300a06082a8648ce3d040302");

  private static final byte[] ED25519 = HexFormat.of().parseHex("300506032b6570");
  private static final byte[] ML_DSA_65 = HexFormat.of().parseHex("300b0609608648016503040312");

  private PlaceholderCertificate() {}

  private static byte[] identifier(SigningAlgorithm algorithm) {
    return switch (algorithm.scheme()) {
      case RSA_PKCS1, RSA_PSS -> SHA256_WITH_RSA;
      case ECDSA -> ECDSA_WITH_SHA256;
      case ED25519 -> ED25519;
      case ML_DSA -> ML_DSA_65;
    };
  }

  /** Signs with a signature object that was initialised with the private key. */
  static X509Certificate make(KeyLabel label, PublicKey key, Signature signer)
      throws GeneralSecurityException {
    byte[] algorithm = identifier(SigningAlgorithm.usual(key));
    byte[] name =
        Der.of(0x30, attribute(ORGANISATIONAL_UNIT, UNIT), attribute(COMMON_NAME, label.value()));
    byte[] validity =
        Der.of(0x30, Der.of(0x17, ascii("260101000000Z")), Der.of(0x18, ascii("99991231235959Z")));
    byte[] body =
        Der.of(
            0x30,
            Der.of(0xa0, Der.of(0x02, new byte[] {2})),
            Der.of(0x02, new byte[] {1}),
            algorithm,
            name,
            validity,
            name,
            key.getEncoded());
    signer.update(body);
    byte[] value = signer.sign();
    if (!SigningAlgorithm.usual(key).verify(key, body, value)) {
      throw new SignatureException("The new key " + label + " makes wrong signatures");
    }
    byte[] encoded = Der.of(0x30, body, algorithm, Der.of(0x03, new byte[] {0}, value));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
  }

  static boolean is(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName().contains("OU=" + UNIT);
  }

  private static byte[] attribute(byte[] type, String value) {
    byte[] text = Der.of(0x0c, value.getBytes(StandardCharsets.UTF_8));
    return Der.of(0x31, Der.of(0x30, type, text));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
