package vn.antin.auth.session;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import vn.antin.auth.account.AccountId;

/**
 * An official's open session in one browser.
 *
 * @param authenticatedAt when the official last proved who they are ({@code auth_time})
 * @param methods how, in the terms of RFC 8176 ({@code amr})
 * @param factors with which kinds of factors; empty where that was not written down
 * @param assurance how strong that is ({@code acr})
 * @param address where it was opened from
 * @param device the browser and system in a few words, for the official to recognise
 * @param traits what sets it apart from the usual session
 */
public record Session(
    SessionId id,
    AccountId account,
    Instant createdAt,
    Instant authenticatedAt,
    List<String> methods,
    Set<String> factors,
    Assurance assurance,
    Instant lastSeenAt,
    Instant expiresAt,
    String address,
    String device,
    Set<SessionTrait> traits) {
  public Session {
    methods = List.copyOf(methods);
    factors = Set.copyOf(factors);
    traits = Set.copyOf(traits);
  }

  /** Whether the browser stood in for the second factor. */
  public boolean remembered() {
    return traits.contains(SessionTrait.REMEMBERED);
  }

  /** Whether only the official's own account is open. */
  public boolean limited() {
    return traits.contains(SessionTrait.LIMITED);
  }

  /** Whether it is open at a shared computer. */
  public boolean counter() {
    return traits.contains(SessionTrait.COUNTER);
  }
}
