package vn.antin.auth.approval;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import vn.antin.auth.approval.asked.SignatureDetails;

/**
 * A grant that will be if the official agrees: what the grant needs beside the question, and the
 * random bytes that make its challenge one nobody could foresee.
 *
 * @param expiresAt in whole seconds, as the encoding has it
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to be kept or hashed, never compared
record GrantDraft(GrantId id, byte[] random, Instant expiresAt) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_BYTES = 32;

  static GrantDraft until(Instant expiresAt) {
    byte[] random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    return new GrantDraft(
        new GrantId(UUID.randomUUID()), random, expiresAt.truncatedTo(ChronoUnit.SECONDS));
  }

  Grant grant(Approval approval, SignatureDetails details) {
    return new Grant(id, approval.official(), approval.clientId(), details, expiresAt);
  }

  /** What a passkey is asked to sign. */
  Sha256 challenge(Approval approval, SignatureDetails details) {
    return GrantEncoding.challenge(random, GrantEncoding.encode(grant(approval, details)));
  }
}
