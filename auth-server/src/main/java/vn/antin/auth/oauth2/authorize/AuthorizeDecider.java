package vn.antin.auth.oauth2.authorize;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.auth.login.StepUp;
import vn.antin.auth.oauth2.jose.Subjects;
import vn.antin.auth.oauth2.request.AuthorizeParameters;
import vn.antin.auth.session.Session;
import vn.antin.auth.web.Language;

/** Decides about authorization requests; the one place that does. */
@Component
final class AuthorizeDecider {
  private final AuthorizeReader reader;
  private final AuthorizeIssuer issuer;
  private final IdTokenHints hints;
  private final Resumes resumes;
  private final Subjects subjects;
  private final StepUp stepUp;
  private final InstantSource clock;

  AuthorizeDecider(
      AuthorizeReader reader,
      AuthorizeIssuer issuer,
      IdTokenHints hints,
      Resumes resumes,
      Subjects subjects,
      StepUp stepUp,
      InstantSource clock) {
    this.reader = reader;
    this.issuer = issuer;
    this.hints = hints;
    this.resumes = resumes;
    this.subjects = subjects;
    this.stepUp = stepUp;
    this.clock = clock;
  }

  /** Decides, given who is logged in. */
  Decision decide(AuthorizeParameters came, @Nullable Session session) {
    return switch (reader.read(came)) {
      case Reading.Bad(Decision decision) -> decision;
      case Reading.Good(Asked asked) -> decide(asked, session);
    };
  }

  private Decision decide(Asked asked, @Nullable Session session) {
    String hint = asked.request().one("id_token_hint");
    Optional<String> hinted =
        Optional.ofNullable(hint).flatMap(hints::read).map(t -> t.getSubject());
    if (hint != null && hinted.isEmpty()) {
      return asked
          .reply()
          .refuse("invalid_request", "id_token_hint is not an ID token of this server");
    }
    if (session == null) {
      return logIn(asked, asked.prompts("login"));
    }
    boolean justNow = asked.done().loggedIn(session);
    if (!justNow && (asked.prompts("login") || tooLongAgo(asked, session))) {
      return logIn(asked, true);
    }
    if (asked.prompts("select_account") && !asked.done().chose(session)) {
      return new Decision.Ask(AccountChoicePage.address(asked.came()));
    }
    if (!expected(asked, hinted, session)) {
      // Who has just logged in is somebody else than the client insists on.
      return justNow
          ? asked.reply().refuse("login_required", "another official has logged in")
          : logIn(asked, true);
    }
    return switch (stepUp.judge(session, asked.client().id(), asked.wish())) {
      case StepUp.Verdict.Enough() ->
          issuer.issue(asked, session).orElseGet(() -> logIn(asked, false));
      case StepUp.Verdict.Prove(List<String> wanted) ->
          asked.silent()
              ? asked.reply().refuse("login_required", "the official has to prove more")
              : loggingIn(asked, asked.done().provingMore(clock.instant()), false, wanted);
      case StepUp.Verdict.Impossible() ->
          asked
              .reply()
              .refuse("unmet_authentication_requirements", "the login is not of the acr demanded");
    };
  }

  private boolean tooLongAgo(Asked asked, Session session) {
    Long most = asked.maxAge();
    return most != null && session.authenticatedAt().plusSeconds(most).isBefore(clock.instant());
  }

  private boolean expected(Asked asked, Optional<String> hinted, Session session) {
    String subject = subjects.of(asked.client(), session.account());
    return hinted.map(subject::equals).orElse(true)
        && (asked.claims().subjects().isEmpty() || asked.claims().subjects().contains(subject));
  }

  /** To the login page, or the error for a client that wants no page. */
  private Decision logIn(Asked asked, boolean fresh) {
    return asked.silent()
        ? asked.reply().refuse("login_required", "the official has to log in")
        : loggingIn(asked, fresh);
  }

  /** To the login page. */
  Decision loggingIn(Asked asked, boolean fresh) {
    Resume begun = asked.done().loggingIn(clock.instant());
    return loggingIn(asked, begun, fresh, asked.wish().wanted());
  }

  private Decision loggingIn(Asked asked, Resume resume, boolean fresh, List<String> wanted) {
    return new Decision.LogIn(
        resumes.address(asked.came(), asked.request(), resume),
        asked.client().id(),
        Language.firstSpoken(asked.request().one("ui_locales")).orElse(null),
        asked.request().one("login_hint"),
        fresh,
        wanted);
  }
}
