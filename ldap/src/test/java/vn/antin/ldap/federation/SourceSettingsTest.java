package vn.antin.ldap.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that would be unsafe or useless are refused with what was expected. */
final class SourceSettingsTest {
  @Test
  void clearTextLeavesTheMachineNever() {
    assertThatThrownBy(() -> servers("ldap://192.0.2.1", Transport.PLAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("START_TLS or LDAPS");
  }

  @ParameterizedTest
  @CsvSource({
    "ldap://127.0.0.1, PLAIN, 389",
    "ldap://[::1]:1389, PLAIN, 1389",
    "ldap://dc1.tinh.example, START_TLS, 389",
    "ldaps://dc1.tinh.example, LDAPS, 636"
  })
  void usualPortsAreFilledIn(String url, Transport transport, int port) {
    assertThat(servers(url, transport).ports()).containsExactly(port);
  }

  @ParameterizedTest
  @CsvSource({"ldaps://127.0.0.1, START_TLS", "ldap://127.0.0.1, LDAPS", "http://x, LDAPS"})
  void schemeAndTransportMustAgree(String url, Transport transport) {
    assertThatThrownBy(() -> servers(url, transport))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(url);
  }

  @Test
  void brokenFilterIsRefusedAtOnce() {
    assertThatThrownBy(() ->
            new Users("dc=x", List.of("uid"), "(objectClass=person", AttributeMapping.usual()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("RFC 4515");
  }

  @Test
  void nameIsEscapedInTheFilter() {
    Users users =
        new Users("dc=x", List.of("uid", "mail"), "(objectClass=person)", AttributeMapping.usual());

    assertThat(users.filterFor("a*)(b").toString())
        .isEqualTo("(&(|(uid=a\\2a\\29\\28b)(mail=a\\2a\\29\\28b))(objectClass=person))");
  }

  private static Servers servers(String url, Transport transport) {
    return new Servers(
        List.of(URI.create(url)), transport, null, Duration.ofSeconds(1), Duration.ofSeconds(1), 1);
  }
}
