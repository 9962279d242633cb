package vn.antin.signing.token;

import java.util.List;
import java.util.Optional;
import vn.antin.signing.token.SigningOutcome.Reason;
import vn.antin.signing.token.TokenException.Fault;

/**
 * The keys themselves, called only on the token's own threads, {@link #name}, {@link #capabilities}
 * and {@link #forget} excepted. May block without limit and may throw anything; {@link
 * GuardedToken} bounds and translates.
 */
interface Vault extends KeyWrapper {

  String name();

  List<KeyLabel> labels();

  Optional<TokenKey> find(KeyLabel label);

  TokenKey generate(KeyLabel label, KeyKind kind);

  /** Throws {@link TokenException} only as long as the key was not used. */
  SigningOutcome sign(KeyLabel label, SigningAlgorithm algorithm, SigningInput input);

  boolean destroy(KeyLabel label);

  void close();

  TokenCapabilities capabilities();

  /** Asks whether the token is there; throws {@link TokenException} when it is not. */
  default void probe() {}

  @Override
  default WrappedKey generateWrapped(KeyLabel label, KeyKind kind) {
    throw new TokenException(Fault.UNAVAILABLE, name() + " does not wrap keys");
  }

  @Override
  default SigningOutcome sign(WrappedKey key, SigningAlgorithm algorithm, SigningInput input) {
    return new SigningOutcome.Refused(Reason.UNAVAILABLE, name() + " does not unwrap keys");
  }

  @Override
  default WrappedKey rewrap(WrappedKey key) {
    throw new TokenException(Fault.UNAVAILABLE, name() + " does not wrap keys");
  }

  @Override
  default void forget(KeyLabel label) {}

  @Override
  default void forgetAll() {}

  @Override
  default int held() {
    return 0;
  }

  @Override
  default boolean makeMasterKey(String label) {
    throw new TokenException(Fault.UNAVAILABLE, name() + " holds no master keys");
  }

  @Override
  default void enterMasterKey(String label, byte[] key) {
    throw new TokenException(Fault.UNAVAILABLE, name() + " holds no master keys");
  }

  @Override
  default boolean isMasterKey(byte[] key) {
    throw new TokenException(Fault.UNAVAILABLE, name() + " holds no master keys");
  }
}
