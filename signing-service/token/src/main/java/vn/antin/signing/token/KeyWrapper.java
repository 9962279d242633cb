package vn.antin.signing.token;

/** A token's part in keys that rest outside it, wrapped under a master key that is inside. */
public interface KeyWrapper {

  /**
   * Makes a key pair in the token and hands it out wrapped; the token keeps nothing of it.
   *
   * @throws TokenException UNAVAILABLE when the token does not wrap or holds no master key
   */
  WrappedKey generateWrapped(KeyLabel label, KeyKind kind);

  /**
   * Signs with a wrapped key: unwraps it into a session object that cannot be taken out, for
   * signing only, and keeps that for a while.
   */
  SigningOutcome sign(WrappedKey key, SigningAlgorithm algorithm, SigningInput input);

  /** The same over bytes (not a hash of them). */
  default SigningOutcome sign(WrappedKey key, SigningAlgorithm algorithm, byte[] bytes) {
    return sign(key, algorithm, SigningInput.of(bytes));
  }

  /** The same key wrapped under the current master key, of one that another master key wraps. */
  WrappedKey rewrap(WrappedKey key);

  /** Lets go of the unwrapped copy of a key, if there is one. Does not wait for the token. */
  void forget(KeyLabel label);

  /** Lets go of all unwrapped copies. */
  void forgetAll();

  /** How many unwrapped copies are kept now. */
  int held();

  /**
   * Makes a master key inside the token, which no other token will ever share.
   *
   * @return false when there is one with the label
   */
  boolean makeMasterKey(String label);

  /**
   * Enters a master key that was put together from shares, 32 bytes, which the caller wipes.
   *
   * @throws TokenException LABEL_TAKEN, or UNAVAILABLE when the token takes no keys from outside
   */
  void enterMasterKey(String label, byte[] key);

  /**
   * Whether these 32 bytes, which the caller wipes, are the current master key.
   *
   * @throws TokenException UNAVAILABLE when the token holds no master key or takes no keys from
   *     outside
   */
  boolean isMasterKey(byte[] key);
}
