package vn.antin.auth.session;

import java.time.Instant;
import java.util.List;
import vn.antin.auth.account.AccountId;

/**
 * An official's open session in one browser.
 *
 * @param authenticatedAt when the official last proved who they are ({@code auth_time})
 * @param methods how, in the terms of RFC 8176 ({@code amr})
 * @param assurance how strong that is ({@code acr})
 * @param address where it was opened from
 * @param device the browser and system in a few words, for the official to recognise
 */
public record Session(
    SessionId id,
    AccountId account,
    Instant createdAt,
    Instant authenticatedAt,
    List<String> methods,
    Assurance assurance,
    Instant lastSeenAt,
    Instant expiresAt,
    String address,
    String device) {
  public Session {
    methods = List.copyOf(methods);
  }
}
