package vn.antin.auth.oauth2.authorize;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import vn.antin.auth.login.LoginFlows;
import vn.antin.auth.web.House;

/** Carries a {@link Decision} out. */
@Component
public final class AuthorizeResponder implements AuthenticationSuccessHandler {
  /** Request attribute under which the page for a {@link Rejection} finds it. */
  public static final String REJECTION = Rejection.class.getName();

  /** Path of that page. */
  public static final String REJECTION_PAGE = "/oauth2/refused";

  private final LoginFlows logins;
  private final House house;

  AuthorizeResponder(LoginFlows logins, House house) {
    this.logins = logins;
    this.house = house;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws IOException, ServletException {
    Decision decision = ((AuthorizeAttempt) authentication).decision();
    switch (decision) {
      case null -> throw new IllegalStateException("expected a decided attempt");
      case Decision.LogIn(boolean fresh) ->
          redirect(
              response,
              logins.park(new ParkedAuthorizeRequest(request), response, fresh).toString());
      case Decision.AskApproval(String page) -> redirect(response, page);
      case Decision.ComeByGet(String address) -> redirect(response, address);
      case Decision.Issue(String redirectUri, String state, var code) ->
          redirect(response, answer(redirectUri, state, Map.of("code", code.reveal())));
      case Decision.Refuse(String redirectUri, String state, String error, String description) ->
          redirect(
              response,
              answer(redirectUri, state, Map.of("error", error, "error_description", description)));
      case Decision.Reject(Rejection because) -> {
        request.setAttribute(REJECTION, because);
        request.getRequestDispatcher(REJECTION_PAGE).forward(request, response);
      }
    }
  }

  private String answer(String redirectUri, @Nullable String state, Map<String, String> parts) {
    Map<String, String> parameters = new TreeMap<>(parts);
    parameters.put("iss", house.issuer().toString());
    if (state != null) {
      parameters.put("state", state);
    }
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
