package vn.antin.signing.engine.office;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import org.apache.poi.poifs.crypt.HashAlgorithm;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.token.SigningAlgorithm;

/** Algorithms as XML signatures name them (RFC 9231), as far as Office reads them. */
final class XmlAlgorithm {

  private XmlAlgorithm() {}

  /** Null for what Office does not verify: RSASSA-PSS, EdDSA, SHA-3. */
  static @Nullable String uri(SigningAlgorithm algorithm) {
    return switch (algorithm.name()) {
      case "RSA_PKCS1_SHA256" -> "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
      case "RSA_PKCS1_SHA384" -> "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384";
      case "RSA_PKCS1_SHA512" -> "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512";
      case "ECDSA_SHA256" -> "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
      case "ECDSA_SHA384" -> "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384";
      case "ECDSA_SHA512" -> "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512";
      default -> null;
    };
  }

  /** Of the parts; longer hashes would be broken into lines, which Office does not accept. */
  static HashAlgorithm digest(SigningAlgorithm algorithm) {
    return algorithm.digest().equals("SHA-256") ? HashAlgorithm.sha256 : HashAlgorithm.sha384;
  }

  /** ECDSA values are two numbers of the field's length in XML, a sequence in CMS. */
  static byte[] value(PublicKey key, byte[] value) {
    if (!(key instanceof ECPublicKey curve)) {
      return value.clone();
    }
    int length = (curve.getParams().getCurve().getField().getFieldSize() + 7) / 8;
    byte[] plain = new byte[2 * length];
    int at = value[1] < 0 ? 3 : 2;
    for (int half = 1; half <= 2; half++) {
      int count = value[at + 1];
      byte[] number = new BigInteger(value, at + 2, count).toByteArray();
      int skipped = Math.max(0, number.length - length);
      int taken = number.length - skipped;
      System.arraycopy(number, skipped, plain, half * length - taken, taken);
      at += 2 + count;
    }
    return plain;
  }
}
