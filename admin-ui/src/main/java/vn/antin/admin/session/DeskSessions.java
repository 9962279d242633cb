package vn.antin.admin.session;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.admin.authorization.RandomValue;
import vn.antin.admin.authorization.TokenAnswer;
import vn.antin.admin.authorization.TokenEndpoint;
import vn.antin.admin.upstream.AccessToken;
import vn.antin.admin.upstream.Unreachable;
import vn.antin.admin.web.Viewer;
import vn.antin.rootkey.RootKeyException;

/** Opens, finds, refreshes and ends sessions. Thread-safe; every state is in rows. */
@Component
public final class DeskSessions {
  private static final Logger LOG = LoggerFactory.getLogger(DeskSessions.class);
  private static final Duration SEEN_GRANULARITY = Duration.ofMinutes(1);

  private final SessionRepository repository;
  private final TokenVault vault;
  private final TokenEndpoint tokenEndpoint;
  private final TransactionTemplate transaction;
  private final SessionProperties properties;
  private final InstantSource clock;

  DeskSessions(
      SessionRepository repository,
      TokenVault vault,
      TokenEndpoint tokenEndpoint,
      TransactionTemplate transaction,
      SessionProperties properties,
      InstantSource clock) {
    this.repository = repository;
    this.vault = vault;
    this.tokenEndpoint = tokenEndpoint;
    this.transaction = transaction;
    this.properties = properties;
    this.clock = clock;
  }

  /** Opens a session and answers the value of its cookie, which is kept nowhere else. */
  public String open(Official official, TokenAnswer.Tokens tokens, String idToken) {
    var id = UUID.randomUUID();
    var cookie = RandomValue.next();
    var now = clock.instant();
    var session =
        new DeskSession(
            id,
            official.subject(),
            official.username(),
            official.displayName(),
            Administers.anyUnit(tokens.accessToken()),
            0,
            Administers.roles(tokens.accessToken()));
    var row =
        new SessionRow(
            session,
            vault.wrap(tokens.accessToken().reveal(), id, "access_token"),
            tokens.expiresAt(),
            vault.wrapNullable(tokens.refreshToken(), id, "refresh_token"),
            vault.wrap(idToken, id, "id_token"),
            now);
    repository.insert(
        row, RandomValue.hash(cookie), official.sid(), now.plus(properties.lifetime()));
    return cookie;
  }

  /** What the token in the row says; nothing when the row cannot be opened, which shows later. */
  private Set<String> roles(SessionRow row) {
    try {
      return Administers.roles(
          new AccessToken(vault.unwrap(row.accessToken(), row.session().id(), "access_token")));
    } catch (RootKeyException e) {
      return Set.of();
    }
  }

  /** The live session of a cookie. */
  public Optional<DeskSession> find(String cookie) {
    var now = clock.instant();
    var found = repository.find(RandomValue.hash(cookie), now, now.minus(properties.idle()));
    found
        .filter(row -> row.seenAt().plus(SEEN_GRANULARITY).isBefore(now))
        .ifPresent(row -> repository.seen(row.session().id(), now));
    return found.map(row -> row.session().with(roles(row)));
  }

  /**
   * An access token that is good for the next moments. It is refreshed under a lock on the row: of
   * two tabs the second waits and finds the first one's.
   *
   * @throws SignInRequired when the auth-server has ended the session
   * @throws Unreachable when a refresh is needed and the auth-server does not answer
   */
  public AccessToken accessToken(DeskSession session) {
    try {
      return readable(session);
    } catch (RootKeyException e) {
      // Wrapped under a key that is gone: nobody can use this session any more.
      LOG.warn("session dropped: {}", e.getMessage());
      repository.delete(session.id());
      throw new SignInRequired();
    }
  }

  /** The ID token, to tell the auth-server which session to end. */
  public Optional<String> idToken(DeskSession session) {
    try {
      return repository
          .read(session.id())
          .map(row -> vault.unwrap(row.idToken(), session.id(), "id_token"));
    } catch (RootKeyException e) {
      return Optional.empty();
    }
  }

  /**
   * Remembers how many signing requests wait, for the navigation of this page and of later ones.
   */
  public void waiting(DeskSession session, long count, HttpServletRequest request) {
    if (session.waiting() != count) {
      repository.waiting(session.id(), count);
    }
    viewer(session, count).attach(request);
  }

  static Viewer viewer(DeskSession session, long waiting) {
    return new Viewer(
        session.displayName(),
        session.administrator(),
        session.seesPeople(),
        session.readsAudit(),
        waiting);
  }

  public void end(DeskSession session) {
    repository.delete(session.id());
  }

  /** Ends what belongs to one session at the auth-server. */
  public int endBySid(String sid) {
    return repository.deleteBySid(sid);
  }

  /** Ends every session of an official. */
  public int endBySubject(String subject) {
    return repository.deleteBySubject(subject);
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
  void forgetOver() {
    var now = clock.instant();
    repository.deleteOver(now, now.minus(properties.idle()));
  }

  private AccessToken readable(DeskSession session) {
    var row = repository.read(session.id()).orElseThrow(SignInRequired::new);
    if (!due(row, clock.instant())) {
      return new AccessToken(vault.unwrap(row.accessToken(), session.id(), "access_token"));
    }
    Optional<AccessToken> fresh =
        transaction.execute(status -> repository.lock(session.id()).flatMap(this::refreshedIfDue));
    return fresh.orElseThrow(SignInRequired::new);
  }

  private boolean due(SessionRow row, Instant now) {
    return !now.isBefore(row.accessExpiresAt().minus(properties.refreshAhead()));
  }

  private Optional<AccessToken> refreshedIfDue(SessionRow row) {
    var id = row.session().id();
    var now = clock.instant();
    var current = new AccessToken(vault.unwrap(row.accessToken(), id, "access_token"));
    if (!due(row, now)) {
      return Optional.of(current);
    }
    var refreshToken = row.refreshToken();
    if (refreshToken == null) {
      return now.isBefore(row.accessExpiresAt()) ? Optional.of(current) : ended(id);
    }
    return refresh(row, current, vault.unwrap(refreshToken, id, "refresh_token"), now);
  }

  private Optional<AccessToken> refresh(
      SessionRow row, AccessToken current, String refreshToken, Instant now) {
    var id = row.session().id();
    try {
      return switch (tokenEndpoint.refresh(refreshToken)) {
        case TokenAnswer.Tokens tokens -> {
          repository.replaceTokens(
              id,
              vault.wrap(tokens.accessToken().reveal(), id, "access_token"),
              tokens.expiresAt(),
              vault.wrapNullable(tokens.refreshToken(), id, "refresh_token"),
              Administers.anyUnit(tokens.accessToken()));
          yield Optional.of(tokens.accessToken());
        }
        case TokenAnswer.Refused refused -> ended(id);
      };
    } catch (Unreachable outage) {
      if (now.isBefore(row.accessExpiresAt())) {
        return Optional.of(current);
      }
      throw outage;
    }
  }

  private Optional<AccessToken> ended(UUID id) {
    repository.delete(id);
    return Optional.empty();
  }
}
