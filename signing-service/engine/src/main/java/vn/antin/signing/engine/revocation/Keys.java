package vn.antin.signing.engine.revocation;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import vn.antin.signing.engine.Hash;

/** Names answers: whose they are, about what, and where they came from. */
final class Keys {

  private Keys() {}

  static String of(String kind, X509Certificate issuer, BigInteger serial, URI address) {
    try {
      MessageDigest digest = Hash.digest("SHA-256");
      digest.update(kind.getBytes(StandardCharsets.US_ASCII));
      digest.update(Hash.sha256(issuer.getEncoded()).bytes());
      digest.update(Hash.sha256(serial.toByteArray()).bytes());
      digest.update(address.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("A certificate that cannot be encoded", e);
    }
  }
}
