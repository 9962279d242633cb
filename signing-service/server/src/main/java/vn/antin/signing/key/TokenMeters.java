package vn.antin.signing.key;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import vn.antin.signing.token.Token;

/** What the tokens do, for Prometheus. */
final class TokenMeters {
  private final MeterRegistry meters;

  TokenMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  void bind(Tokens tokens) {
    for (var token : tokens.all()) {
      count(token, "signed", HeldToken::signed);
      count(token, "refused", HeldToken::refused);
      count(token, "unknown", HeldToken::unknown);
      gauge(token, "antin.token.usable", each -> each.ready().isPresent() ? 1 : 0);
      gauge(token, "antin.token.running", HeldToken::running);
      gauge(
          token,
          "antin.token.overdue",
          each -> each.opened().map(open -> open.status().overdue()).orElse(0));
      gauge(token, "antin.token.unwrapped", each -> each.opened().map(Token::held).orElse(0));
    }
  }

  private void count(HeldToken token, String outcome, ToDoubleFunction<HeldToken> value) {
    FunctionCounter.builder("antin.token.signatures", token, value)
        .tag("token", token.name())
        .tag("outcome", outcome)
        .register(meters);
  }

  private void gauge(HeldToken token, String name, ToDoubleFunction<HeldToken> value) {
    Gauge.builder(name, token, value).tag("token", token.name()).register(meters);
  }
}
