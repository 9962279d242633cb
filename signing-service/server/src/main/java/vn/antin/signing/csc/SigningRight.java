package vn.antin.signing.csc;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import vn.antin.signing.grant.Approval;
import vn.antin.signing.grant.ApprovedGrant;
import vn.antin.signing.grant.HashGrant;
import vn.antin.signing.grant.Introspection;
import vn.antin.signing.web.Caller;

/**
 * By what right a call wants to sign: an access token of scope {@code credential}, which says all
 * by itself, or one of scope {@code service} with activation data that the same system was given.
 * Either is looked up at auth-server at every call.
 */
final class SigningRight {
  private final JwtDecoder tokens;
  private final Introspection introspection;
  private final Approvals approvals;

  SigningRight(JwtDecoder tokens, Introspection introspection, Approvals approvals) {
    this.tokens = tokens;
    this.introspection = introspection;
    this.approvals = approvals;
  }

  HashGrant of(HttpServletRequest request, Parameters parameters) {
    var token = Bearer.of(request.getHeader(HttpHeaders.AUTHORIZATION));
    if (token == null) {
      throw noToken();
    }
    return accessToken(token)
        ? activated(caller(token), parameters.string("SAD"))
        : introspection
            .introspect(token)
            .map(SigningRight::ofHashes)
            .orElseThrow(SigningRight::noToken);
  }

  /** Access tokens are JWTs; what stands for an approval is opaque. */
  private static boolean accessToken(String token) {
    return token.chars().filter(each -> each == '.').count() == 2;
  }

  private Caller caller(String token) {
    try {
      var read = tokens.decode(token);
      if (!scopes(read).contains("service")) {
        throw CscFault.denied("The access token does not allow this");
      }
      return Caller.of(read);
    } catch (BadJwtException e) {
      throw noToken();
    } catch (JwtException e) {
      throw CscFault.later("The token cannot be looked at");
    }
  }

  private static List<String> scopes(Jwt token) {
    @Nullable Object scope = token.getClaim("scope");
    return scope instanceof String text ? Arrays.asList(text.split(" ", -1)) : List.of();
  }

  private HashGrant activated(Caller caller, String sad) {
    var approved = approvals.activated(sad, caller.clientId());
    var token = approved.token();
    if (token == null) {
      throw CscFault.invalidParameter("SAD");
    }
    return introspection
        .introspect(token)
        .map(SigningRight::ofHashes)
        .filter(grant -> grant.clientId().equals(caller.clientId()))
        .orElseThrow(() -> CscFault.invalid("SAD expired"));
  }

  /** An approval of documents that lie here signs no hashes of an application. */
  private static HashGrant ofHashes(Approval approval) {
    return switch (approval) {
      case HashGrant hashes -> hashes;
      case ApprovedGrant _ -> throw CscFault.invalid("Hash is not authorized by the SAD");
    };
  }

  private static CscFault noToken() {
    return CscFault.invalidToken("The access token is missing, not valid or has expired");
  }
}
