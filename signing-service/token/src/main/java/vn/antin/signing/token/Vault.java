package vn.antin.signing.token;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The keys themselves, called only on the token's own threads. May block without limit and may
 * throw anything; {@link GuardedToken} bounds and translates.
 */
interface Vault {

  String name();

  List<KeyLabel> labels();

  Optional<TokenKey> find(KeyLabel label);

  TokenKey generate(KeyLabel label, KeyKind kind);

  void putCertificates(KeyLabel label, List<X509Certificate> chain);

  /** Throws {@link TokenException} only as long as the key was not used. */
  SigningOutcome sign(KeyLabel label, SigningAlgorithm algorithm, byte[] bytes);

  boolean destroy(KeyLabel label);

  void close();
}
