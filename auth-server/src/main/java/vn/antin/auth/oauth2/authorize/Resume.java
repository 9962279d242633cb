package vn.antin.auth.oauth2.authorize;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.session.Session;

/**
 * What an official has done for one authorization request so far, so that coming back from a page
 * of ours is not coming for the first time.
 *
 * @param at when the last step was done
 * @param loginSince when a login for this request began; null when none did
 * @param chosenIn the session that the official chose to go on with
 * @param consentedIn the session in which the official agreed
 */
record Resume(
    Instant at, @Nullable Instant loginSince, @Nullable UUID chosenIn, @Nullable UUID consentedIn) {
  private static final int LENGTH = 2 * Long.BYTES + 4 * Long.BYTES;
  private static final UUID NONE = new UUID(0, 0);

  /** Nothing yet. */
  static Resume nothing(Instant now) {
    return new Resume(now, null, null, null);
  }

  Resume loggingIn(Instant now) {
    return new Resume(now, now, null, null);
  }

  /** What was done for this request stays done while the official proves more. */
  Resume provingMore(Instant now) {
    return new Resume(now, loginSince, chosenIn, consentedIn);
  }

  Resume chosen(Instant now, Session session) {
    return new Resume(now, loginSince, session.id().value(), consentedIn);
  }

  Resume consented(Instant now, Session session) {
    return new Resume(now, loginSince, chosenIn, session.id().value());
  }

  /** Whether this session's official proved themselves for this very request. */
  boolean loggedIn(Session session) {
    return loginSince != null && !session.authenticatedAt().isBefore(loginSince);
  }

  boolean chose(Session session) {
    return session.id().value().equals(chosenIn) || loggedIn(session);
  }

  boolean consented(Session session) {
    return session.id().value().equals(consentedIn);
  }

  /** As bytes, together with what request it is about. */
  byte[] bytes(byte[] digest) {
    ByteBuffer bytes = ByteBuffer.allocate(LENGTH + digest.length);
    bytes.putLong(at.toEpochMilli()).putLong(loginSince == null ? 0 : loginSince.toEpochMilli());
    put(bytes, chosenIn);
    put(bytes, consentedIn);
    return bytes.put(digest).array();
  }

  /** Null when the bytes are about another request. */
  static @Nullable Resume of(byte[] bytes, byte[] digest) {
    if (bytes.length != LENGTH + digest.length
        || !Arrays.equals(bytes, LENGTH, bytes.length, digest, 0, digest.length)) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    Instant at = Instant.ofEpochMilli(buffer.getLong());
    long since = buffer.getLong();
    return new Resume(
        at, since == 0 ? null : Instant.ofEpochMilli(since), get(buffer), get(buffer));
  }

  private static void put(ByteBuffer bytes, @Nullable UUID id) {
    UUID written = id == null ? NONE : id;
    bytes.putLong(written.getMostSignificantBits()).putLong(written.getLeastSignificantBits());
  }

  private static @Nullable UUID get(ByteBuffer bytes) {
    UUID read = new UUID(bytes.getLong(), bytes.getLong());
    return read.equals(NONE) ? null : read;
  }
}
