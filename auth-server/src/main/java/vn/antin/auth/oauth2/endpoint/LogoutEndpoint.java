package vn.antin.auth.oauth2.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import vn.antin.auth.oauth2.authorize.IdTokenHints;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.Clients;
import vn.antin.auth.session.Session;
import vn.antin.auth.session.SessionAuthentication;
import vn.antin.auth.session.SessionId;
import vn.antin.auth.session.Sessions;
import vn.antin.auth.web.PageSecurity;

/**
 * RP-initiated logout (OpenID Connect). With an ID token of this browser's session the session ends
 * at once; otherwise the official is asked first, so that no site can log anyone out. A redirect
 * happens only to an address registered by the client that the hint or {@code client_id} names.
 */
@Controller
final class LogoutEndpoint {
  private static final String REASON = "logout";

  private final IdTokenHints hints;
  private final Clients clients;
  private final Sessions sessions;

  LogoutEndpoint(IdTokenHints hints, Clients clients, Sessions sessions) {
    this.hints = hints;
    this.clients = clients;
    this.sessions = sessions;
  }

  @RequestMapping(
      path = Endpoints.LOGOUT,
      method = {RequestMethod.GET, RequestMethod.POST})
  ModelAndView logout(HttpServletRequest request, HttpServletResponse response) {
    LogoutRequest asked = LogoutRequest.of(request);
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
    SessionId hinted =
        hint.map(token -> token.getClaimAsString("sid")).map(SessionId::of).orElse(null);
    if (open == null) {
      if (hinted != null) {
        sessions.end(hinted, REASON);
      }
      return leave(asked);
    }
    if (open.id().equals(hinted)) {
      sessions.endCurrent(request, response, REASON);
      return leave(asked);
    }
    return ask(request, clientId, asked);
  }

  /** The official has said yes on our page; other sites cannot post here. */
  @PostMapping(Endpoints.LOGOUT + "/confirm")
  ModelAndView confirm(HttpServletRequest request, HttpServletResponse response) {
    LogoutRequest asked = LogoutRequest.of(request);
    if (!mayReturn(asked.clientId(), asked.redirectUri())) {
      return refused(response, "logout.unregistered-redirect-uri");
    }
    sessions.endCurrent(request, response, REASON);
    return leave(asked);
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
      HttpServletRequest request, @Nullable String clientId, LogoutRequest asked) {
    Map<String, Object> model = new HashMap<>();
    model.put("client", Objects.requireNonNullElse(clientId, ""));
    model.put(
        "clientName",
        Optional.ofNullable(clientId).flatMap(clients::find).map(Client::name).orElse(""));
    model.put("redirectUri", Objects.requireNonNullElse(asked.redirectUri(), ""));
    model.put("state", Objects.requireNonNullElse(asked.state(), ""));
    String redirectUri = asked.redirectUri();
    if (redirectUri != null) {
      PageSecurity.allowFormTargets(request, List.of(origin(redirectUri)));
    }
    return new ModelAndView("logout", model);
  }

  private static ModelAndView leave(LogoutRequest asked) {
    RedirectView redirect =
        new RedirectView(Objects.requireNonNullElse(asked.destination(), "/logged-out"));
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

  private static String origin(String uri) {
    URI parsed = URI.create(uri);
    return parsed.getScheme() + "://" + parsed.getRawAuthority();
  }
}
