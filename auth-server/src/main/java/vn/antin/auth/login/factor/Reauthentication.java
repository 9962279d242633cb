package vn.antin.auth.login.factor;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.Session;
import vn.antin.auth.session.SessionAuthentication;
import vn.antin.auth.web.SeeOther;

/**
 * Has an official prove themselves anew before a dangerous act: an open session alone is not
 * enough, somebody may have found the computer unlocked. To be asked on the page and again when its
 * form is posted.
 */
@Component
public final class Reauthentication {
  /** How long ago the proof before a change of factors may have been. */
  private static final Duration RECENT = Duration.ofMinutes(10);

  private final Logins logins;
  private final InstantSource clock;

  Reauthentication(Logins logins, InstantSource clock) {
    this.logins = logins;
    this.clock = clock;
  }

  /**
   * Where the browser has to go first (303); empty when the act may go on.
   *
   * @param least what the proof has to be worth; no more is asked than the official's factors can
   *     reach, so that the first of them can be set up
   * @param notOlderThan how long ago it may have been
   * @param continueTo path and query on this server where it leads afterwards
   */
  public Optional<URI> needed(
      SessionAuthentication official,
      Assurance least,
      Duration notOlderThan,
      String continueTo,
      HttpServletRequest request,
      HttpServletResponse response) {
    Session session = official.session();
    if (proved(session, least, notOlderThan)) {
      return Optional.empty();
    }
    return Optional.of(
        logins.again(session.account(), reachable(session, least), continueTo, request, response));
  }

  /**
   * Whether the browser was sent (303) to prove who sits there, before a factor of theirs is shown
   * or changed: two factors, ten minutes ago at most. The answer is then written.
   *
   * @param continueTo path and query on this server where it leads afterwards
   */
  public boolean sendsAway(
      SessionAuthentication official,
      String continueTo,
      HttpServletRequest request,
      HttpServletResponse response) {
    return sendsAway(official, Assurance.TWO_FACTOR, continueTo, request, response);
  }

  /** The same for an act that wants {@code least}. */
  public boolean sendsAway(
      SessionAuthentication official,
      Assurance least,
      String continueTo,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<URI> first = needed(official, least, RECENT, continueTo, request, response);
    first.ifPresent(target -> SeeOther.to(target.toString(), response));
    return first.isPresent();
  }

  /** Whether nothing is in the way of an act that wants {@code least}, for a page to show. */
  public boolean proved(SessionAuthentication official, Assurance least) {
    return proved(official.session(), least, RECENT);
  }

  private boolean proved(Session session, Assurance least, Duration notOlderThan) {
    boolean recent = session.authenticatedAt().plus(notOlderThan).isAfter(clock.instant());
    // A remembered browser stood in for a proof: the proof is due now.
    return recent
        && !session.remembered()
        && (session.assurance().meets(least)
            || session.assurance().meets(reachable(session, least)));
  }

  /** What is asked for: {@code least}, or what the official's factors still reach of it. */
  private Assurance reachable(Session session, Assurance least) {
    Assurance reachable = logins.reachable(session.account());
    return reachable.meets(least) ? least : reachable;
  }
}
