package vn.antin.auth.oauth2.bind;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.ResourceProtection;
import vn.antin.auth.web.House;

@Component
final class BoundTokenProtection implements ResourceProtection {
  private final AccessCheck check;
  private final String metadata;

  BoundTokenProtection(AccessCheck check, House house) {
    this.check = check;
    this.metadata = house.issuer() + "/.well-known/oauth-protected-resource";
  }

  @Override
  public void protect(HttpSecurity http, boolean formAllowed, Refusal body) throws Exception {
    Challenges challenges = new Challenges(metadata, body);
    http.addFilterAt(
            new AccessTokenFilter(check, challenges, formAllowed),
            BearerTokenAuthenticationFilter.class)
        .exceptionHandling(failures ->
            failures.authenticationEntryPoint(challenges).accessDeniedHandler(challenges));
  }
}
