package vn.antin.auth.oauth2.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a handle that a client presented. */
public sealed interface Spent {
  /**
   * It was good and is now spent.
   *
   * @param expiresAt of the handle
   * @param alive whether the family, its session and its account all are
   * @param redirectUri, codeChallenge, dpopKey what a code is bound to
   * @param next the refresh token that takes its place; null unless one was asked for
   * @param sessionSeenAt when the session was last marked as seen; null when it is gone
   */
  record Taken(
      Family family,
      Instant expiresAt,
      boolean alive,
      @Nullable String redirectUri,
      @Nullable String codeChallenge,
      @Nullable String dpopKey,
      @Nullable Handle next,
      @Nullable Instant sessionSeenAt)
      implements Spent {}

  /**
   * It had been spent before: somebody holds a copy. The family has been revoked.
   *
   * @param first whether it was this use that ended the family
   */
  record Replayed(FamilyId family, String clientId, boolean first) implements Spent {}

  /** No handle of this kind, or its day is over. */
  record Unknown() implements Spent {}
}
