package vn.antin.auth.oauth2.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.oauth2.token.Family;

/**
 * Whom a presented token is about, and how far it goes.
 *
 * @param family living
 * @param clientId the client that the token was issued to
 * @param actors the claim {@code act}: who has acted before
 * @param confirmation the claim {@code cnf}
 */
record Subject(
    Family family,
    String clientId,
    Set<String> scopes,
    List<String> audience,
    Instant expiresAt,
    @Nullable Map<String, Object> actors,
    @Nullable Map<String, Object> confirmation) {
  Subject {
    scopes = Set.copyOf(scopes);
    audience = List.copyOf(audience);
  }
}
