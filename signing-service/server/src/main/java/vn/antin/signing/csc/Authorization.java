package vn.antin.signing.csc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.people.OfficialId;

/**
 * A question to an official whether these hashes may be signed, and what came of it.
 *
 * @param question what names it at auth-server; a secret of ours
 * @param token what stands for the approval; null until there is one
 */
record Authorization(
    UUID id,
    String clientId,
    OfficialId official,
    CredentialId credential,
    String hashAlgorithm,
    List<byte[]> hashes,
    State state,
    String question,
    @Nullable String token,
    Duration interval,
    Instant expiresAt) {
  /** What the official has said. */
  enum State {
    WAITING,
    APPROVED,
    REFUSED,
    EXPIRED
  }

  Authorization {
    hashes = List.copyOf(hashes);
  }

  @Override
  public String toString() {
    return "Authorization[" + id + " " + state + "]";
  }
}
