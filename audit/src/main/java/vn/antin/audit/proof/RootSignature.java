package vn.antin.audit.proof;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import vn.antin.audit.json.Json;

/**
 * A signature over the 32 bytes of a root: SHA256withECDSA (DER) when the certificate's key is EC,
 * SHA256withRSA when it is RSA, Ed25519 when it is that.
 */
public final class RootSignature {
  private final byte[] value;
  private final byte[] certificate;

  /**
   * Takes a signature as it came.
   *
   * @param value the signature's bytes
   * @param certificate the signer's certificate, DER
   */
  public RootSignature(byte[] value, byte[] certificate) {
    this.value = value.clone();
    this.certificate = certificate.clone();
  }

  /** The members {@code signature} and {@code certificate} of a seal, null without them. */
  static @Nullable RootSignature fromJson(Json.Members seal) {
    return seal.has("signature")
        ? new RootSignature(
            HexFormat.of().parseHex(seal.text("signature")),
            HexFormat.of().parseHex(seal.text("certificate")))
        : null;
  }

  public byte[] value() {
    return value.clone();
  }

  /** The signer's certificate, DER. */
  public byte[] certificate() {
    return certificate.clone();
  }

  /** SHA-256 of the certificate: its fingerprint. */
  public Hash fingerprint() {
    return Hash.sha256(certificate);
  }

  /** The certificate's subject, or a word that it cannot be read. */
  public String subject() {
    try {
      return parsed().getSubjectX500Principal().getName();
    } catch (CertificateException e) {
      return "an unreadable certificate";
    }
  }

  /** Whether this is a signature over the root by the certificate's key. Says nothing of trust. */
  public boolean verifies(Hash root) {
    try {
      X509Certificate signer = parsed();
      String algorithm = algorithm(signer.getPublicKey().getAlgorithm());
      if (algorithm == null) {
        return false;
      }
      Signature check = Signature.getInstance(algorithm);
      check.initVerify(signer.getPublicKey());
      check.update(root.bytes());
      return check.verify(value);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private X509Certificate parsed() throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate));
  }

  private static @Nullable String algorithm(String key) {
    return switch (key) {
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      case "EdDSA", "Ed25519" -> "Ed25519";
      default -> null;
    };
  }
}
