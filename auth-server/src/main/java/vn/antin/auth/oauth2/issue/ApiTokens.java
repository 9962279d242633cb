package vn.antin.auth.oauth2.issue;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import vn.antin.auth.oauth2.jose.OwnTokens;
import vn.antin.auth.web.House;

@Configuration(proxyBeanMethods = false)
class ApiTokens {
  /** For our own API: a token of ours, of type at+jwt, meant for us. */
  @Bean
  JwtDecoder jwtDecoder(OwnTokens tokens, House house, InstantSource clock) {
    String issuer = house.issuer().toString();
    return AccessTokens.decoder(
        tokens, clock, JwtValidators.createAtJwtValidator().issuer(issuer).audience(issuer));
  }
}
