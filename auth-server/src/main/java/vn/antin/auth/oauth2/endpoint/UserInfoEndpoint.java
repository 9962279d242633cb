package vn.antin.auth.oauth2.endpoint;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.oauth2.issue.UserInfo;
import vn.antin.auth.oauth2.token.FamilyId;

/** Tells a client about the official whose access token it holds, as long as that login lives. */
@RestController
final class UserInfoEndpoint {
  private final UserInfo userInfo;
  private final UserInfoAnswer answer;

  UserInfoEndpoint(UserInfo userInfo, UserInfoAnswer answer) {
    this.userInfo = userInfo;
    this.answer = answer;
  }

  @RequestMapping(
      path = Endpoints.USERINFO,
      method = {RequestMethod.GET, RequestMethod.POST})
  ResponseEntity<?> userInfo(@AuthenticationPrincipal Jwt token) {
    Set<String> scopes =
        Set.of(Objects.requireNonNullElse(token.getClaimAsString("scope"), "").split(" "));
    Optional<FamilyId> family = FamilyId.ofTokenId(token.getId());
    if (!scopes.contains("openid") || family.isEmpty()) {
      return refused(token, HttpStatus.FORBIDDEN, "insufficient_scope", "scope=\"openid\"");
    }
    return userInfo
        .find(family.get(), scopes)
        .<ResponseEntity<?>>map(claims -> answer.of(token, claims))
        .orElseGet(() ->
            refused(
                token,
                HttpStatus.UNAUTHORIZED,
                "invalid_token",
                "error_description=\"the login has ended\""));
  }

  private static ResponseEntity<?> refused(
      Jwt token, HttpStatus status, String error, String more) {
    boolean proven =
        token.getClaim("cnf") instanceof Map<?, ?> confirmation && confirmation.containsKey("jkt");
    return ResponseEntity.status(status)
        .header(
            HttpHeaders.WWW_AUTHENTICATE,
            "%s error=\"%s\", %s".formatted(proven ? "DPoP" : "Bearer", error, more))
        .build();
  }
}
