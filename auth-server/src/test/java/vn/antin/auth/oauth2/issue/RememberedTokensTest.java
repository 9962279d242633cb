package vn.antin.auth.oauth2.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import vn.antin.auth.TestClock;

class RememberedTokensTest {
  private final TestClock clock = TestClock.standing();
  private final Instant begin = clock.instant();
  private final List<String> checked = new ArrayList<>();
  private final RememberedTokens tokens = new RememberedTokens(this::check, clock);

  @Test
  void tokenIsCheckedOnceAMinute() {
    tokens.decode("good");
    clock.advance(Duration.ofSeconds(59));
    tokens.decode("good");
    assertThat(checked).hasSize(1);
    clock.advance(Duration.ofSeconds(1));
    tokens.decode("good");
    assertThat(checked).hasSize(2);
  }

  @Test
  void expiredTokenIsNotRememberedAsGood() {
    tokens.decode("short");
    clock.advance(Duration.ofSeconds(10));
    assertThatThrownBy(() -> tokens.decode("short")).isInstanceOf(BadJwtException.class);
  }

  @Test
  void badTokenIsNotRemembered() {
    assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);
    assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);
    assertThat(checked).hasSize(2);
  }

  private Jwt check(String token) {
    checked.add(token);
    Instant expiry = begin.plusSeconds(token.equals("short") ? 10 : 300);
    if (token.equals("bad") || !clock.instant().isBefore(expiry)) {
      throw new BadJwtException("refused");
    }
    return Jwt.withTokenValue(token).header("alg", "ES256").subject("a").expiresAt(expiry).build();
  }
}
