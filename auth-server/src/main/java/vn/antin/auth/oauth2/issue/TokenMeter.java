package vn.antin.auth.oauth2.issue;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts what the token endpoint answers. */
@Component
final class TokenMeter {
  private final MeterRegistry registry;

  TokenMeter(MeterRegistry registry) {
    this.registry = registry;
  }

  void issued(String grantType) {
    registry.counter("antin.oauth2.tokens.issued", "grant", grantType).increment();
  }

  void refused(String grantType, String error) {
    registry.counter("antin.oauth2.tokens.refused", "grant", grantType, "error", error).increment();
  }
}
