package vn.antin.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A clock that tests move forward; it goes on by itself as well. */
public final class TestClock implements InstantSource {
  private final InstantSource source;
  private volatile Duration ahead = Duration.ZERO;

  public TestClock() {
    this(InstantSource.system());
  }

  private TestClock(InstantSource source) {
    this.source = source;
  }

  /** A clock that goes on when a test says so, and never by itself. */
  public static TestClock standing() {
    return new TestClock(InstantSource.fixed(Instant.now()));
  }

  public void advance(Duration duration) {
    ahead = ahead.plus(duration);
  }

  @Override
  public Instant instant() {
    return source.instant().plus(ahead);
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
