package vn.antin.signing.token.ceremony;

import java.time.Instant;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.token.SigningOutcome;
import vn.antin.signing.token.Token;
import vn.antin.signing.token.TokenKey;

/** What was done in a token, said by the token itself: a text and its signature. */
final class CeremonyRecord {
  private static final KeyLabel SIGNER = new KeyLabel("antin-ceremony");

  private CeremonyRecord() {}

  /** Signs with a key that the token makes for its records at the first one. */
  static String of(Token token, Instant when, String deed) {
    TokenKey key = token.find(SIGNER).orElseGet(() -> token.generate(SIGNER, kind(token)));
    SigningAlgorithm algorithm = SignedRecord.algorithm(key.publicKey());
    String text =
        """
        time: %s
        token: %s %s, serial number %s
        %ssigned with: %s
        """
            .formatted(
                when,
                token.capabilities().manufacturer(),
                token.capabilities().model(),
                token.capabilities().serialNumber(),
                deed,
                algorithm);
    byte[] bytes = SignedRecord.bytes(text);
    if (!(token.sign(SIGNER, algorithm, bytes) instanceof SigningOutcome.Signed(var value))
        || !algorithm.verify(key.publicKey(), bytes, value.bytes())) {
      throw new CeremonyException("The token did not sign the record; what it tells was done");
    }
    return SignedRecord.of(text, value.bytes(), key.publicKey());
  }

  private static KeyKind kind(Token token) {
    return token.capabilities().kinds().contains(KeyKind.EC_P256)
        ? KeyKind.EC_P256
        : KeyKind.RSA_2048;
  }
}
