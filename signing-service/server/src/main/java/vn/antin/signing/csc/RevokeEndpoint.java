package vn.antin.signing.csc;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.grant.Introspection;
import vn.antin.signing.web.Caller;

/** Method {@code auth/revoke}: ends a token of the calling system under this API, at once. */
@RestController
final class RevokeEndpoint {
  private final EndedTokens ended;
  private final Approvals approvals;
  private final Introspection introspection;
  private final JwtDecoder tokens;

  RevokeEndpoint(
      EndedTokens ended, Approvals approvals, Introspection introspection, JwtDecoder tokens) {
    this.ended = ended;
    this.approvals = approvals;
    this.introspection = introspection;
    this.tokens = tokens;
  }

  @PostMapping("/csc/v2/auth/revoke")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(Caller caller, HttpServletRequest request) throws IOException {
    var parameters = Parameters.read(request, Parameters.SMALL);
    var token = parameters.string("token");
    var hint = parameters.optionalString("token_type_hint");
    if (hint != null && !hint.equals("access_token") && !hint.equals("refresh_token")) {
      throw CscFault.invalid("Invalid string parameter token_type_hint");
    }
    var revoked = approvals.revoke(token, caller.clientId());
    if (revoked.isPresent()) {
      var behind = revoked.get().token();
      if (behind != null) {
        ended.end(behind, revoked.get().expiresAt()); // calls that wait look at it again
      }
      return;
    }
    ended.end(
        token,
        token.chars().filter(each -> each == '.').count() == 2
            ? ofAccessToken(caller, token)
            : ofApproval(caller, token));
  }

  private Instant ofAccessToken(Caller caller, String token) {
    try {
      var read = tokens.decode(token);
      if (Caller.of(read).clientId().equals(caller.clientId())) {
        return Objects.requireNonNull(read.getExpiresAt());
      }
    } catch (BadJwtException e) {
      throw notOurs();
    } catch (JwtException e) {
      throw CscFault.later("The token cannot be looked at");
    }
    throw notOurs();
  }

  /** Without asking whose it is: who ends what was stolen does its owner a service. */
  private Instant ofApproval(Caller caller, String token) {
    return introspection
        .introspect(token, _ -> {})
        .filter(grant -> grant.clientId().equals(caller.clientId()))
        .orElseThrow(RevokeEndpoint::notOurs)
        .expiresAt();
  }

  /** Another system's token and none at all look the same. */
  private static CscFault notOurs() {
    return CscFault.invalid("Invalid string parameter token");
  }
}
