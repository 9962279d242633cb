package vn.antin.auth.api;

import java.time.Instant;
import java.util.List;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Takes tokens that read {@code subject_scope_scope}; real ones are tested where they are made. */
@TestConfiguration(proxyBeanMethods = false)
public class WithFakeTokens {
  @Bean
  @Primary
  JwtDecoder fakeTokens() {
    return text -> {
      List<String> parts = List.of(text.split("_"));
      if (parts.size() < 2) {
        throw new BadJwtException("not a token");
      }
      return Jwt.withTokenValue(text)
          .header("alg", "none")
          .subject(parts.getFirst())
          .claim("scope", String.join(" ", parts.subList(1, parts.size())))
          .issuedAt(Instant.EPOCH)
          .build();
    };
  }
}
