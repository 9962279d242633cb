package vn.antin.auth.oauth2.authorize;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.oauth2.consent.Consents;
import vn.antin.auth.oauth2.request.AuthorizeParameters;
import vn.antin.auth.session.Session;

/**
 * The page on which an official allows a system something. Its address repeats the request; a post
 * comes from our own page only, and an answer counts for the parameters that the official saw.
 */
@Controller
@RequestMapping(ConsentPage.PATH)
final class ConsentPage {
  static final String PATH = "/consent";

  private final OpenQuestions questions;
  private final AuthorizeIssuer issuer;
  private final Consents consents;
  private final Resumes resumes;
  private final Accounts accounts;
  private final InstantSource clock;

  ConsentPage(
      OpenQuestions questions,
      AuthorizeIssuer issuer,
      Consents consents,
      Resumes resumes,
      Accounts accounts,
      InstantSource clock) {
    this.questions = questions;
    this.issuer = issuer;
    this.consents = consents;
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
    Optional<Asked> asked = questions.read(session, request, response);
    if (asked.isEmpty() || session == null) {
      return null;
    }
    String official = accounts.find(session.account()).map(Account::displayName).orElse("");
    return new ModelAndView("consent", "view", ConsentView.of(asked.get(), official));
  }

  @PostMapping("/allow")
  void allow(
      @AuthenticationPrincipal @Nullable Session session,
      @RequestParam(OpenQuestions.SEEN) String seen,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, ServletException {
    Optional<Asked> found = questions.read(session, request, response);
    if (found.isPresent() && session != null) {
      Asked asked = found.get();
      boolean same = seen.equals(asked.request().digestText());
      String next = same ? allow(asked, session) : address(asked.came());
      questions.answer(new Decision.Ask(next), request, response);
    }
  }

  private String allow(Asked asked, Session session) {
    consents.give(session, asked.client(), asked.wanted());
    Resume agreed = asked.done().consented(clock.instant(), session);
    return resumes.address(asked.came(), asked.request(), agreed);
  }

  @PostMapping("/deny")
  void deny(
      @AuthenticationPrincipal @Nullable Session session,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, ServletException {
    Optional<Asked> asked = questions.read(session, request, response);
    if (asked.isPresent()) {
      questions.answer(issuer.deny(asked.get()), request, response);
    }
  }
}
