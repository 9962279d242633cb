package vn.antin.auth.oauth2.decoupled;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.web.ClientAddress;

/**
 * A question to be asked.
 *
 * @param id names it; knowing it gives no access
 * @param secret what the client will poll with
 * @param pace the least time between two polls, in whole seconds
 */
public record NewRequest(
    UUID id,
    PollSecret secret,
    String clientId,
    Set<String> scopes,
    ClientAddress address,
    Duration lifetime,
    Duration pace,
    Way way) {
  public NewRequest {
    scopes = Set.copyOf(scopes);
  }

  /** How it finds the official. */
  public sealed interface Way {}

  /** Whoever types the code with this SHA-256. */
  @SuppressWarnings("ArrayRecordComponent") // handed on to the database, never compared
  public record ByUserCode(byte[] hash) implements Way {}

  /**
   * This official.
   *
   * @param bindingMessage what the application shows as well
   * @param wanted the level at which it shall be answered; null for any
   * @param notification what is needed to tell the client of the answer, wrapped by the root key;
   *     null when it only polls
   * @param signature what is to be signed; null for a login
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on to the database, never compared
  public record ToAccount(
      AccountId account,
      @Nullable String bindingMessage,
      @Nullable Assurance wanted,
      byte @Nullable [] notification,
      @Nullable Signature signature)
      implements Way {}

  /**
   * A signature that is asked for.
   *
   * @param asked as the client said it
   * @param count how many hashes
   * @param application the system that the approval is for
   */
  public record Signature(String asked, int count, String application) {}
}
