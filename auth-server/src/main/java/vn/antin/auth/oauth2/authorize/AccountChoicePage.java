package vn.antin.auth.oauth2.authorize;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.oauth2.request.AuthorizeParameters;
import vn.antin.auth.session.Session;

/** Where an official goes on as who they are here, or as somebody else (select_account). */
@Controller
@RequestMapping(AccountChoicePage.PATH)
final class AccountChoicePage {
  static final String PATH = "/select-account";

  private final OpenQuestions questions;
  private final AuthorizeDecider decider;
  private final Resumes resumes;
  private final Accounts accounts;
  private final InstantSource clock;

  AccountChoicePage(
      OpenQuestions questions,
      AuthorizeDecider decider,
      Resumes resumes,
      Accounts accounts,
      InstantSource clock) {
    this.questions = questions;
    this.decider = decider;
    this.resumes = resumes;
    this.accounts = accounts;
    this.clock = clock;
  }

  static String address(AuthorizeParameters came) {
    return PATH + "?" + came.query();
  }

  @GetMapping
  @Nullable ModelAndView show(
      @AuthenticationPrincipal @Nullable Session session,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, ServletException {
    Optional<Asked> found = questions.read(session, request, response);
    if (found.isEmpty() || session == null) {
      return null;
    }
    Asked asked = found.get();
    Account official = accounts.find(session.account()).orElseThrow();
    return new ModelAndView(
        "select-account",
        Map.of(
            "client", asked.client().name(),
            "name", official.displayName(),
            "username", official.username(),
            "query", asked.came().query()));
  }

  @PostMapping("/continue")
  void goOn(
      @AuthenticationPrincipal @Nullable Session session,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, ServletException {
    Optional<Asked> found = questions.read(session, request, response);
    if (found.isPresent() && session != null) {
      Asked asked = found.get();
      Resume chosen = asked.done().chosen(clock.instant(), session);
      String next = resumes.address(asked.came(), asked.request(), chosen);
      questions.answer(new Decision.Ask(next), request, response);
    }
  }

  @PostMapping("/other")
  void other(
      @AuthenticationPrincipal @Nullable Session session,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, ServletException {
    Optional<Asked> asked = questions.read(session, request, response);
    if (asked.isPresent()) {
      questions.answer(decider.loggingIn(asked.get(), true), request, response);
    }
  }
}
