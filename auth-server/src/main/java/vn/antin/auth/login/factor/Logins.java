package vn.antin.auth.login.factor;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Optional;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.session.Assurance;

/** The dispatcher of logins as factors and interludes see it. */
public interface Logins {
  /** Where a browser goes whose flow is over: the page that says so, status 410. */
  String EXPIRED = "/login/expired";

  /** The flow with this id if this browser began it, and it is neither spent nor run out. */
  Optional<LoginInProgress> find(String flow, HttpServletRequest request);

  /** Counts an attempt; false when the flow takes no more: answer with {@link #EXPIRED}. */
  boolean attempt(LoginInProgress login);

  /**
   * Takes note of a proof and says where the browser goes (303): the next factor, an interlude, or
   * the parked request with the session open.
   */
  String passed(
      LoginInProgress login, Proof proof, HttpServletRequest request, HttpServletResponse response);

  /** Goes on after an {@link Interlude} is done; says where the browser goes (303). */
  String resume(LoginInProgress login, HttpServletRequest request, HttpServletResponse response);

  /**
   * Takes note of a failure for metrics and audit; counting it against the guesser is the {@link
   * Throttle}'s.
   *
   * @param reason a word of the factor's own: {@code wrong}, {@code throttled}, {@code expired} …
   */
  void refused(LoginInProgress login, FactorKind kind, String reason, HttpServletRequest request);

  /** The page with this flow's other ways, for the link "another way". */
  static String choice(LoginInProgress login) {
    return "/login?flow=" + login.id();
  }

  /**
   * Begins a login in which this official proves themselves anew.
   *
   * @param least what it has to reach
   * @param continueTo path and query on this server where it leads
   */
  URI again(
      AccountId account,
      Assurance least,
      String continueTo,
      HttpServletRequest request,
      HttpServletResponse response);

  /** The most that the official's present factors can reach where no application has a say. */
  Assurance reachable(AccountId account);

  /** The least that policy wants of this official where no application has a say. */
  Assurance least(AccountId account);
}
