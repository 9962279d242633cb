package vn.antin.auth.oauth2.logout;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.oauth2.authorize.IdTokenHints;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.Clients;
import vn.antin.auth.session.Session;
import vn.antin.auth.session.SessionAuthentication;
import vn.antin.auth.session.SessionId;
import vn.antin.auth.session.Sessions;
import vn.antin.auth.web.Language;
import vn.antin.auth.web.PageSecurity;

/**
 * RP-initiated logout. With an ID token of this browser's session, however old, the session ends at
 * once; otherwise the official is asked first, so that no site can log anyone out. Only the session
 * of the browser that asks ever ends here: whoever has found an ID token cannot use it against its
 * owner. A redirect happens only to an address registered by the client that the hint or {@code
 * client_id} names.
 */
@Controller
final class LogoutEndpoint {
  private static final String PATH = "/connect/logout";
  private static final String REASON = "logout";
  private static final int LONGEST_QUERY = 6000;

  private final IdTokenHints hints;
  private final Clients clients;
  private final Sessions sessions;
  private final Accounts accounts;
  private final Farewells farewells;

  LogoutEndpoint(
      IdTokenHints hints,
      Clients clients,
      Sessions sessions,
      Accounts accounts,
      Farewells farewells) {
    this.hints = hints;
    this.clients = clients;
    this.sessions = sessions;
    this.accounts = accounts;
    this.farewells = farewells;
  }

  /**
   * A post from another site comes without our cookie (SameSite=Lax), and so without the session it
   * is about; the browser is told to come again by GET, which brings the cookie.
   */
  @PostMapping(PATH)
  ModelAndView post(HttpServletRequest request, HttpServletResponse response) {
    String again = LogoutRequest.of(request).map(LogoutRequest::query).orElse("");
    return openSession() == null && !again.isEmpty() && again.length() <= LONGEST_QUERY
        ? redirect(PATH + "?" + again)
        : get(request, response);
  }

  @GetMapping(PATH)
  ModelAndView get(HttpServletRequest request, HttpServletResponse response) {
    LogoutRequest asked = LogoutRequest.of(request).orElse(null);
    if (asked == null) {
      return refused(response, "logout.twice");
    }
    Language.firstSpoken(asked.uiLocales()).ifPresent(locale -> Language.prefer(request, locale));
    Optional<Jwt> hint = Optional.ofNullable(asked.idTokenHint()).flatMap(hints::read);
    if (asked.idTokenHint() != null && hint.isEmpty()) {
      return refused(response, "logout.bad-hint");
    }
    String clientId = hint.map(LogoutEndpoint::clientOf).orElse(asked.clientId());
    if (asked.clientId() != null && !asked.clientId().equals(clientId)) {
      return refused(response, "logout.bad-hint");
    }
    if (!mayReturn(clientId, asked.redirectUri())) {
      return refused(response, "logout.unregistered-redirect-uri");
    }
    Session open = openSession();
    if (open == null) {
      return leave(asked, null);
    }
    if (open.id().toString().equals(hint.map(LogoutEndpoint::sessionOf).orElse(null))) {
      return leave(asked, sessions.endCurrent(request, response, REASON).orElse(null));
    }
    return ask(request, clientId, asked, open);
  }

  /** The official has said yes on our page; other sites cannot post here. */
  @PostMapping(PATH + "/confirm")
  ModelAndView confirm(HttpServletRequest request, HttpServletResponse response) {
    LogoutRequest asked = LogoutRequest.of(request).orElse(null);
    if (asked == null || !mayReturn(asked.clientId(), asked.redirectUri())) {
      return refused(response, "logout.unregistered-redirect-uri");
    }
    return leave(asked, sessions.endCurrent(request, response, REASON).orElse(null));
  }

  private boolean mayReturn(@Nullable String clientId, @Nullable String redirectUri) {
    return redirectUri == null
        || (clientId != null
            && clients
                .find(clientId)
                .filter(client -> client.postLogoutRedirectUris().contains(redirectUri))
                .isPresent());
  }

  private ModelAndView ask(
      HttpServletRequest request, @Nullable String clientId, LogoutRequest asked, Session open) {
    LogoutQuestion question =
        new LogoutQuestion(
            accounts.find(open.account()).orElseThrow(),
            Optional.ofNullable(clientId).flatMap(clients::find).map(Client::name).orElse(null),
            clientId,
            asked.logoutHint(),
            asked.redirectUri(),
            asked.state());
    String redirectUri = asked.redirectUri();
    if (redirectUri != null) {
      PageSecurity.allowFormTargets(request, List.of(origin(redirectUri)));
    }
    return new ModelAndView("logout", "question", question);
  }

  private ModelAndView leave(LogoutRequest asked, @Nullable SessionId ended) {
    String destination = asked.destination();
    if (ended != null) {
      return redirect(farewells.page(ended, destination));
    }
    return redirect(destination == null ? Farewells.PAGE : destination);
  }

  private static ModelAndView redirect(String target) {
    RedirectView redirect = new RedirectView(target);
    redirect.setStatusCode(HttpStatus.SEE_OTHER);
    redirect.setExpandUriTemplateVariables(false);
    return new ModelAndView(redirect);
  }

  private static ModelAndView refused(HttpServletResponse response, String text) {
    response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
    return new ModelAndView("refused", Map.of("text", text));
  }

  private static @Nullable Session openSession() {
    return SecurityContextHolder.getContext().getAuthentication() instanceof SessionAuthentication a
        ? a.session()
        : null;
  }

  private static @Nullable String clientOf(Jwt idToken) {
    List<String> audience = idToken.getAudience();
    return audience == null ? null : audience.getFirst();
  }

  private static @Nullable String sessionOf(Jwt idToken) {
    return idToken.getClaimAsString("sid");
  }

  private static String origin(String uri) {
    URI parsed = URI.create(uri);
    return parsed.getScheme() + "://" + parsed.getRawAuthority();
  }
}
