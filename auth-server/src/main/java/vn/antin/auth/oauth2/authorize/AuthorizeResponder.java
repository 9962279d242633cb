package vn.antin.auth.oauth2.authorize;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import vn.antin.auth.login.LoginFlows;
import vn.antin.auth.login.NewLogin;
import vn.antin.auth.oauth2.authenticate.ClientErrors;
import vn.antin.auth.oauth2.jose.JoseException;
import vn.antin.auth.web.PageSecurity;

/** Carries a {@link Decision} out. */
@Component
public final class AuthorizeResponder implements AuthenticationSuccessHandler {
  /** Request attribute under which the page for a {@link Rejection} finds it. */
  public static final String REJECTION = Rejection.class.getName();

  /** Path of that page. */
  public static final String REJECTION_PAGE = "/oauth2/refused";

  private static final Logger LOG = LoggerFactory.getLogger(AuthorizeResponder.class);

  /** What a client is told in the ordinary course of things: nobody has to mend anything. */
  private static final Set<String> ORDINARY =
      Set.of(
          "access_denied",
          "login_required",
          "consent_required",
          "interaction_required",
          "account_selection_required");

  private final LoginFlows logins;
  private final AnswerParameters answers;
  private final MeterRegistry meters;
  private final ClientErrors failures;

  AuthorizeResponder(
      LoginFlows logins, AnswerParameters answers, MeterRegistry meters, ClientErrors failures) {
    this.logins = logins;
    this.answers = answers;
    this.meters = meters;
    this.failures = failures;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws IOException, ServletException {
    Decision decision = ((AuthorizeAttempt) authentication).decision();
    if (decision == null) {
      throw new IllegalStateException("expected a decided attempt");
    }
    carryOut(decision, request, response);
  }

  void carryOut(Decision decision, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    meters.counter("antin.oauth2.authorize", "outcome", outcome(decision)).increment();
    switch (decision) {
      case Decision.LogIn(
              String continueTo,
              String clientId,
              @Nullable Locale locale,
              @Nullable String hint,
              boolean fresh,
              List<String> wanted) ->
          redirect(
              response,
              logins
                  .begin(
                      new NewLogin(continueTo, clientId, locale, hint, fresh, null, wanted),
                      request,
                      response)
                  .toString());
      case Decision.Ask(String page) -> redirect(response, page);
      case Decision.ComeByGet(String address) -> redirect(response, address);
      case Decision.Issue(Reply reply, var code) ->
          answer(reply, Map.of("code", code.reveal()), request, response);
      case Decision.Refuse(Reply reply, String error, String description) -> {
        if (!ORDINARY.contains(error)) {
          failures.record(reply.client().id(), request.getServletPath(), error, description);
        }
        answer(reply, Map.of("error", error, "error_description", description), request, response);
      }
      case Decision.Reject(Rejection because) -> {
        String clientId = request.getParameter("client_id");
        if (clientId != null && because != Rejection.UNKNOWN_CLIENT) {
          failures.record(clientId, request.getServletPath(), "invalid_request", because.words());
        }
        request.setAttribute(REJECTION, because);
        request.getRequestDispatcher(REJECTION_PAGE).forward(request, response);
      }
    }
  }

  private static String outcome(Decision decision) {
    return switch (decision) {
      case Decision.LogIn _ -> "login";
      case Decision.Ask _ -> "page";
      case Decision.ComeByGet _ -> "again";
      case Decision.Issue _ -> "code";
      case Decision.Refuse refused -> refused.error();
      case Decision.Reject(Rejection because) -> because.key();
    };
  }

  private void answer(
      Reply reply,
      Map<String, String> parts,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, ServletException {
    Map<String, String> parameters;
    try {
      parameters = answers.of(reply, parts);
    } catch (JoseException e) {
      LOG.warn("an answer cannot be protected: {}", e.getMessage());
      carryOut(new Decision.Reject(Rejection.UNUSABLE_REQUEST), request, response);
      return;
    }
    if (reply.mode().posted()) {
      PageSecurity.allowFormTargets(request, List.of(RedirectUris.origin(reply.redirectUri())));
      request.setAttribute(FormPostPage.ANSWER, new FormPost(reply.redirectUri(), parameters));
      request.getRequestDispatcher(FormPostPage.PATH).forward(request, response);
    } else {
      redirect(response, address(reply.redirectUri(), parameters));
    }
  }

  private static String address(String redirectUri, Map<String, String> parameters) {
    StringJoiner query = new StringJoiner("&", redirectUri.contains("?") ? "&" : "?", "");
    parameters.forEach((name, value) ->
        query.add(
            name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20")));
    return redirectUri + query;
  }

  private static void redirect(HttpServletResponse response, String location) {
    response.setHeader(HttpHeaders.LOCATION, location);
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
  }
}
