package vn.antin.signing.signature;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.key.Keys;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.token.SigningInput;
import vn.antin.signing.token.SigningOutcome;

/** Makes signature values over digests that others made. Thread-safe. */
public final class ValueSigner {
  private static final Logger LOG = LoggerFactory.getLogger(ValueSigner.class);

  private final Keys keys;

  ValueSigner(Keys keys) {
    this.keys = keys;
  }

  /**
   * Uses the key, once. A value that does not verify with the certificate never leaves: its outcome
   * is unknown.
   *
   * @param official who approved it: the only one whose own key is used
   */
  public ValueOutcome sign(
      Credential credential, OfficialId official, SigningAlgorithm algorithm, byte[] digest) {
    var outcome =
        keys.sign(HeldKey.of(credential, official), algorithm, SigningInput.ofDigest(digest));
    return switch (outcome) {
      case SigningOutcome.Signed(var value) ->
          checked(credential, algorithm, digest, value.bytes());
      case SigningOutcome.Refused(var reason, var detail) -> {
        LOG.warn("A key was not used: {} {}", reason, detail);
        yield new ValueOutcome.NotMade();
      }
      case SigningOutcome.Unknown(var detail) -> {
        LOG.warn("The outcome of a use of a key is unknown: {}", detail);
        yield new ValueOutcome.Unknown();
      }
    };
  }

  private ValueOutcome checked(
      Credential credential, SigningAlgorithm algorithm, byte[] digest, byte[] value) {
    if (algorithm.verifyDigest(credential.certificate().getPublicKey(), digest, value)) {
      return new ValueOutcome.Made(value);
    }
    LOG.error("A value does not verify with the certificate of {}", credential.id());
    keys.forget(new KeyLabel(credential.keyLabel())); // another's may be held for it
    return new ValueOutcome.Unknown();
  }
}
