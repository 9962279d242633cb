package vn.antin.signing.csc;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.people.OfficialId;

/** A call that is answered later. */
sealed interface LaterCall {
  UUID id();

  /**
   * One to be worked on.
   *
   * @param official who may fetch the answer in that system; null when it asked for itself
   * @param bound what the asking token was bound to; only such a one fetches the answer
   * @param grant the approval that it was accepted with
   * @param token behind which the approval is
   * @param attempts how often it was begun before
   */
  record Open(
      UUID id,
      String clientId,
      @Nullable OfficialId official,
      String bound,
      UUID grant,
      String method,
      String call,
      String token,
      int attempts,
      @Nullable URI responseUri,
      Instant createdAt,
      Instant expiresAt)
      implements LaterCall {
    @Override
    public String toString() {
      return "Open[" + id + " " + method + "]";
    }
  }

  /**
   * One that was answered.
   *
   * @param body as the call itself would have had it
   */
  record Answered(UUID id, int status, String body) implements LaterCall {}

  /** One that is still worked on. */
  record Waiting(UUID id) implements LaterCall {}
}
