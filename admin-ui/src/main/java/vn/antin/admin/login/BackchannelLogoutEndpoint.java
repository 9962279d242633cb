package vn.antin.admin.login;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.admin.installation.Installation;
import vn.antin.admin.session.DeskSessions;

/**
 * Ends sessions here when the auth-server says they ended there (OpenID Connect Back-Channel Logout
 * 1.0). A logout token may arrive twice; ending twice is ending once, so no list of seen tokens is
 * kept.
 */
@RestController
class BackchannelLogoutEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(BackchannelLogoutEndpoint.class);
  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
  private static final Duration SKEW = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final JwtDecoders decoders;
  private final DeskSessions sessions;
  private final Installation installation;
  private final InstantSource clock;

  BackchannelLogoutEndpoint(
      JwtDecoders decoders, DeskSessions sessions, Installation installation, InstantSource clock) {
    this.decoders = decoders;
    this.sessions = sessions;
    this.installation = installation;
    this.clock = clock;
  }

  @PostMapping("/logout/backchannel")
  ResponseEntity<Map<String, String>> logout(
      @RequestParam(name = "logout_token", required = false) @Nullable String token) {
    try {
      if (token != null && end(decoders.logoutToken().decode(token))) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).build();
      }
    } catch (BadJwtException e) {
      LOG.warn("logout token refused: {}", e.getMessage());
    } catch (JwtException e) {
      LOG.warn("logout token not checked: {}", e.getMessage());
      return ResponseEntity.status(503).cacheControl(CacheControl.noStore()).build();
    }
    return ResponseEntity.badRequest()
        .cacheControl(CacheControl.noStore())
        .body(Map.of("error", "invalid_request"));
  }

  private boolean end(Jwt token) {
    if (!valid(token)) {
      LOG.warn("logout token refused: its claims are not those of a logout token for us");
      return false;
    }
    var sid = token.getClaimAsString("sid");
    var subject = token.getSubject();
    int ended = 0;
    if (sid != null) {
      ended = sessions.endBySid(sid);
    } else if (subject != null) {
      ended = sessions.endBySubject(subject);
    }
    LOG.info("back-channel logout ended {} sessions", ended);
    return true;
  }

  /** Section 2.6, steps 3 to 9. */
  private boolean valid(Jwt token) {
    var now = clock.instant();
    var issuedAt = token.getIssuedAt();
    var expiresAt = token.getExpiresAt();
    var events = token.getClaimAsMap("events");
    return "logout+jwt".equalsIgnoreCase(String.valueOf(token.getHeaders().get("typ")))
        && installation.authServerIssuer().toString().equals(token.getClaimAsString("iss"))
        && token.getAudience() != null
        && token.getAudience().contains(Installation.CLIENT_ID)
        && issuedAt != null
        && issuedAt.isBefore(now.plus(SKEW))
        && issuedAt.isAfter(now.minus(LONGEST))
        && (expiresAt == null || expiresAt.isAfter(now.minus(SKEW)))
        && events != null
        && events.get(EVENT) instanceof Map
        && token.getClaimAsString("nonce") == null
        && (token.getClaimAsString("sid") != null || token.getSubject() != null);
  }
}
