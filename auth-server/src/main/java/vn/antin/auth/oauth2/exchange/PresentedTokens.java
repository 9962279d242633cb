package vn.antin.auth.oauth2.exchange;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Repository;
import vn.antin.auth.oauth2.authorize.IdTokenHints;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.issue.Issuance;
import vn.antin.auth.oauth2.token.Family;
import vn.antin.auth.oauth2.token.FamilyId;
import vn.antin.auth.oauth2.token.TokenStore;
import vn.antin.auth.session.SessionId;

/** Reads tokens of ours that are presented for an exchange. */
@Repository
final class PresentedTokens {
  private final Issuance issuance;
  private final IdTokenHints idTokens;
  private final TokenStore store;
  private final JdbcClient jdbc;
  private final InstantSource clock;

  PresentedTokens(
      Issuance issuance,
      IdTokenHints idTokens,
      TokenStore store,
      JdbcClient jdbc,
      InstantSource clock) {
    this.issuance = issuance;
    this.idTokens = idTokens;
    this.store = store;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The official whom a token is about; empty unless token, session and account are in force. */
  Optional<Subject> subject(ExchangeParameters.Presented presented, Client caller) {
    return switch (presented.type()) {
      case ACCESS_TOKEN, JWT -> issuance.read(presented.token()).flatMap(this::ofAccessToken);
      case ID_TOKEN -> idToken(presented.token(), caller);
    };
  }

  /**
   * Who acts: the subject of a token that the caller itself holds, its own or an official's; empty
   * when the token is not in force.
   */
  Optional<Map<String, Object>> actor(ExchangeParameters.Presented presented, Client caller) {
    Optional<Jwt> token =
        switch (presented.type()) {
          case ACCESS_TOKEN, JWT ->
              issuance
                  .read(presented.token())
                  .filter(read -> caller.id().equals(read.getClaimAsString("client_id")))
                  .filter(this::alive);
          case ID_TOKEN ->
              idToken(presented.token(), caller)
                  .flatMap(subject -> idTokens.read(presented.token()));
        };
    return token.map(read -> Map.of("sub", read.getSubject()));
  }

  private boolean alive(Jwt token) {
    return FamilyId.ofTokenId(token.getId())
        .map(family -> store.findAlive(family).isPresent())
        .orElse(true);
  }

  private Optional<Subject> ofAccessToken(Jwt token) {
    return FamilyId.ofTokenId(token.getId())
        .flatMap(store::findAlive)
        .map(family -> {
          String scope = token.getClaimAsString("scope");
          return new Subject(
              family,
              Objects.requireNonNull(token.getClaimAsString("client_id")),
              scope == null ? Set.of() : Set.of(scope.split(" ")),
              Objects.requireNonNullElse(token.getAudience(), List.of()),
              Objects.requireNonNull(token.getExpiresAt()),
              token.getClaimAsMap("act"),
              token.getClaimAsMap("cnf"));
        });
  }

  /** An ID token speaks of the login that gave it, to the client that it was issued to. */
  private Optional<Subject> idToken(String text, Client caller) {
    return idTokens
        .read(text)
        .filter(token -> token.getAudience() != null && token.getAudience().contains(caller.id()))
        .filter(token -> inForce(token.getExpiresAt()))
        .flatMap(token ->
            family(token.getClaimAsString("sid"), caller)
                .map(family ->
                    new Subject(
                        family,
                        caller.id(),
                        family.scopes(),
                        List.of(),
                        Objects.requireNonNull(token.getExpiresAt()),
                        null,
                        null)));
  }

  private boolean inForce(@Nullable Instant end) {
    return end != null && end.isAfter(clock.instant());
  }

  private Optional<Family> family(@Nullable String session, Client client) {
    if (session == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return jdbc.sql(
            """
            SELECT bucket, id FROM token_family
            WHERE session_id = :session AND client_id = :client AND bucket >= :today
              AND revoked_at IS NULL AND ends_at > :now AND grant_id IS NULL
            ORDER BY created_at DESC LIMIT 1
            """)
        .param("session", SessionId.of(session).value())
        .param("client", client.id())
        .param("today", LocalDate.ofInstant(now, ZoneOffset.UTC))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query((row, number) ->
            new FamilyId(row.getObject("bucket", LocalDate.class), row.getObject("id", UUID.class)))
        .optional()
        .flatMap(store::findAlive);
  }
}
