package vn.antin.admin.login;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.authorization.Arrival;
import vn.antin.admin.authorization.Authorization;
import vn.antin.admin.authorization.Purpose;
import vn.antin.admin.authorization.TokenAnswer;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.session.DeskSessions;
import vn.antin.admin.session.Official;
import vn.antin.admin.session.SessionCookie;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Here;
import vn.antin.admin.web.Language;
import vn.antin.admin.web.Redirect;

/** Sends the official to the auth-server and opens the session when the browser is back. */
@Controller
class LoginEndpoint {
  private final Authorization authorization;
  private final IdTokens idTokens;
  private final DeskSessions sessions;
  private final Upstream authServer;

  LoginEndpoint(
      Authorization authorization,
      IdTokens idTokens,
      DeskSessions sessions,
      @Qualifier("authServer") Upstream authServer) {
    this.authorization = authorization;
    this.idTokens = idTokens;
    this.sessions = sessions;
    this.authServer = authServer;
  }

  @GetMapping("/login")
  ModelAndView login(
      @RequestParam(required = false) @Nullable String next,
      @RequestParam(required = false) @Nullable String again,
      Optional<DeskSession> session,
      HttpServletRequest request,
      HttpServletResponse response) {
    var target = Here.local(next);
    if (session.isPresent() && again == null) {
      return Redirect.to(target);
    }
    return Redirect.to(
        authorization.start(Purpose.LOGIN, target, Map.of(), request, response).toString());
  }

  @GetMapping("/login/callback")
  ModelAndView callback(
      Optional<DeskSession> session, HttpServletRequest request, HttpServletResponse response) {
    return switch (authorization.arrive(Purpose.LOGIN, request)) {
      case Arrival.Arrived(var tokens, var nonce, var target) -> {
        var idToken = idTokens.validate(tokens.idToken(), nonce);
        if (idToken.isEmpty()) {
          yield failed("login-refused", target);
        }
        session.ifPresent(sessions::end);
        var official = official(idToken.get(), tokens, request);
        var cookie = sessions.open(official, tokens, idToken.get().getTokenValue());
        SessionCookie.set(response, cookie);
        yield Redirect.to(target);
      }
      case Arrival.Failed(var error, var target) ->
          failed(error.equals("access_denied") ? "login-denied" : "login-refused", target);
      case Arrival.Repeated(var target) ->
          session.isPresent() ? Redirect.to(target) : failed("login-expired", target);
      case Arrival.Unknown() ->
          session.isPresent() ? Redirect.to("/") : failed("login-expired", "/");
    };
  }

  private static ModelAndView failed(String key, String target) {
    var retry = "/login?next=" + URLEncoder.encode(target, StandardCharsets.UTF_8);
    return FaultPage.of(HttpStatus.BAD_REQUEST, key, retry, "fault.login");
  }

  private Official official(Jwt idToken, TokenAnswer.Tokens tokens, HttpServletRequest request) {
    // Present: the ID token's validator refuses a token without it.
    var subject = Objects.requireNonNull(idToken.getSubject());
    var name = idToken.getClaimAsString("name");
    var username = idToken.getClaimAsString("preferred_username");
    if (name == null || username == null) {
      var caller =
          new Caller(tokens.accessToken(), Language.of(request).tag(), request.getRemoteAddr());
      if (authServer.get("/api/me", caller, Me.class) instanceof Answer.Granted<Me>(var me)) {
        name = me.displayName();
        username = me.username();
      }
    }
    var login = Objects.requireNonNullElse(username, subject);
    return new Official(
        subject, idToken.getClaimAsString("sid"), login, Objects.requireNonNullElse(name, login));
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Me(@Nullable String username, @Nullable String displayName) {}
}
