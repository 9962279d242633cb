package vn.antin.signing.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import vn.antin.signing.problem.ConfigurationFault;
import vn.antin.signing.problem.SigningException;

class ThrottleTest {
  private static final String SETTING = "antin.trusted-proxies";

  @ParameterizedTest
  @CsvSource({
    "::1, 0:0:0:0:0:0:0:1",
    "0:0:0:0:0:0:0:1, 0:0:0:0:0:0:0:1",
    "2001:DB8::7, 2001:db8:0:0:0:0:0:7",
    "127.0.0.1, 127.0.0.1"
  })
  void callersBehindAProxyAreCountedEachForItselfHoweverItsAddressIsWritten(
      String written, String seen) {
    var throttle = throttle(written);

    throttle.count(call(seen, "203.0.113.1"));
    assertThatCode(() -> throttle.count(call(seen, "203.0.113.2"))).doesNotThrowAnyException();
    assertThatThrownBy(() -> throttle.count(call(seen, "203.0.113.2")))
        .isInstanceOf(SigningException.class);
  }

  @Test
  void whatAnybodyElseSaysOfTheCallerIsNotBelieved() {
    var throttle = throttle("::1");

    throttle.count(call("192.0.2.9", "203.0.113.1"));
    assertThatThrownBy(() -> throttle.count(call("192.0.2.9", "203.0.113.2")))
        .isInstanceOf(SigningException.class);
  }

  @Test
  void whatACallerWritesBeforeTheProxysOwnLineIsNotCounted() {
    var throttle = throttle("127.0.0.1");

    throttle.count(call("127.0.0.1", "198.51.100.1", "203.0.113.1"));
    assertThatThrownBy(
            () -> throttle.count(call("127.0.0.1", "198.51.100.2, 198.51.100.3", "203.0.113.1")))
        .isInstanceOf(SigningException.class);
    assertThatCode(() -> throttle.count(call("127.0.0.1", "203.0.113.1", "203.0.113.2")))
        .doesNotThrowAnyException();
  }

  @Test
  void allThatIsNoAddressIsCountedAsOneCaller() {
    var throttle = throttle("127.0.0.1");

    throttle.count(call("127.0.0.1", "unknown"));
    for (var word : List.of("a", "_hidden", "203.0.113.1.7", "203.0.113.1:4711", "")) {
      assertThatThrownBy(() -> throttle.count(call("127.0.0.1", word)))
          .as(word)
          .isInstanceOf(SigningException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"localhost", "10.0.0.0/8", "''"})
  void whatIsNoAddressIsNamedAtStart(String written) {
    assertThatThrownBy(() -> Proxies.of(SETTING, List.of("::1", written)))
        .isInstanceOf(ConfigurationFault.class)
        .hasMessageContaining(SETTING)
        .hasMessageContaining("'" + written + "'");
  }

  private static Throttle throttle(String proxy) {
    return new Throttle(
        1,
        Proxies.of(SETTING, List.of(proxy)),
        InstantSource.fixed(Instant.parse("2026-11-20T08:00:00Z")));
  }

  private static MockHttpServletRequest call(String from, String... forwardedFor) {
    var request = new MockHttpServletRequest();
    request.setRemoteAddr(from);
    for (var line : forwardedFor) {
      request.addHeader("X-Forwarded-For", line);
    }
    return request;
  }
}
