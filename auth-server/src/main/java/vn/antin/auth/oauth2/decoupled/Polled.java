package vn.antin.auth.oauth2.decoupled;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.oauth2.token.FamilyId;
import vn.antin.auth.session.SessionId;

/** What a poll found. */
sealed interface Polled {
  /**
   * The official has approved, and this poll has spent the approval.
   *
   * @param application the system that an approved signature is for; null for a login
   */
  record Approved(UUID id, SessionId session, Set<String> scopes, @Nullable String application)
      implements Polled {
    public Approved {
      scopes = Set.copyOf(scopes);
    }
  }

  /** Nobody has decided yet. */
  record Waiting() implements Polled {}

  /** Nobody has decided yet, and the client asks too often. */
  record Hurried() implements Polled {}

  /** The official has refused. */
  record Denied() implements Polled {}

  /** Nobody has decided in time. */
  record Expired() implements Polled {}

  /**
   * An earlier poll has spent the approval.
   *
   * @param family what came of it
   */
  record Replayed(UUID id, @Nullable FamilyId family) implements Polled {}

  /** No such question of this client. */
  record Unknown() implements Polled {}
}
