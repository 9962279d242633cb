package vn.antin.admin.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import vn.antin.admin.authorization.Discovery;
import vn.antin.admin.installation.Installation;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.session.DeskSessions;
import vn.antin.admin.session.SessionCookie;
import vn.antin.admin.upstream.Unreachable;

/** Ends the session here, then at the auth-server (OpenID Connect RP-Initiated Logout 1.0). */
@Controller
class LogoutEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(LogoutEndpoint.class);

  private final DeskSessions sessions;
  private final Discovery discovery;
  private final Installation installation;

  LogoutEndpoint(DeskSessions sessions, Discovery discovery, Installation installation) {
    this.sessions = sessions;
    this.discovery = discovery;
    this.installation = installation;
  }

  /** A typed or reloaded address ends nothing. */
  @GetMapping("/logout")
  ResponseEntity<Void> nothing() {
    return seeOther(URI.create("/"));
  }

  @PostMapping("/logout")
  ResponseEntity<Void> logout(Optional<DeskSession> session, HttpServletResponse response) {
    SessionCookie.remove(response);
    if (session.isEmpty()) {
      return seeOther(URI.create("/"));
    }
    var idToken = sessions.idToken(session.get());
    sessions.end(session.get());
    return seeOther(idToken.map(this::endThereToo).orElse(URI.create("/")));
  }

  private URI endThereToo(String idToken) {
    var endpoint = endSessionEndpoint();
    if (endpoint == null) {
      return URI.create("/?state=signed-out-here");
    }
    return URI.create(
        endpoint
            + "?id_token_hint="
            + URLEncoder.encode(idToken, UTF_8)
            + "&client_id="
            + Installation.CLIENT_ID
            + "&post_logout_redirect_uri="
            + URLEncoder.encode(installation.page("/").toString(), UTF_8)
            + "&state=signed-out");
  }

  private @Nullable URI endSessionEndpoint() {
    try {
      return discovery.answering().endSessionEndpoint();
    } catch (Unreachable e) {
      LOG.warn("signed out here only: {}", e.getMessage());
      return null;
    }
  }

  private static ResponseEntity<Void> seeOther(URI target) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(target).build();
  }
}
