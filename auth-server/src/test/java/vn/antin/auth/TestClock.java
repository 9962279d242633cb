package vn.antin.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A clock that tests move forward. */
public final class TestClock implements InstantSource {
  private volatile Duration ahead = Duration.ZERO;

  public void advance(Duration duration) {
    ahead = ahead.plus(duration);
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }

  /** Puts it in the place of the system's. */
  @TestConfiguration(proxyBeanMethods = false)
  public static class Setup {
    @Bean
    @Primary
    TestClock testClock() {
      return new TestClock();
    }
  }
}
