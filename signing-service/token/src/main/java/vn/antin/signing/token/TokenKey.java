package vn.antin.signing.token;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * A key in a token, described from outside.
 *
 * @param certificates leaf first; empty when none is kept beside the key
 * @param algorithms what this key can do in this token
 */
public record TokenKey(
    KeyLabel label,
    PublicKey publicKey,
    List<X509Certificate> certificates,
    Set<SigningAlgorithm> algorithms) {

  public TokenKey {
    certificates = List.copyOf(certificates);
    algorithms = Set.copyOf(algorithms);
  }

  /** Size of the modulus or of the curve; 0 where there is neither. */
  public int bits() {
    return KeyKind.bits(publicKey);
  }
}
