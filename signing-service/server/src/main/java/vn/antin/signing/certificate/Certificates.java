package vn.antin.signing.certificate;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;

/** Encodings of certificates (RFC 5280, RFC 7468). */
public final class Certificates {
  private Certificates() {}

  /** What this service stored itself: that it cannot be read is a fault. */
  public static X509Certificate decode(byte[] der) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new IllegalStateException("a stored certificate cannot be read", e);
    }
  }

  /** DER. */
  public static byte[] encode(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate has no encoding", e);
    }
  }

  /** The text form of what is encoded in DER. */
  public static String pem(String label, byte[] der) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
  }

  /** As the ledger and addresses write it: lower-case hexadecimal without leading zeros. */
  public static String serialNumber(X509Certificate certificate) {
    return certificate.getSerialNumber().toString(16);
  }

  /** SHA-256 of a certificate in lower-case hexadecimal. */
  public static String fingerprint(X509Certificate certificate) {
    return HexFormat.of().formatHex(sha256(encode(certificate)));
  }

  public static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK has no SHA-256", e);
    }
  }
}
