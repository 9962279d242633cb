package vn.antin.auth.federation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import vn.antin.auth.TestDatabase;
import vn.antin.auth.TestServer;
import vn.antin.ldap.federation.AttributeMapping;
import vn.antin.ldap.federation.Transport;

/** Defaults are pinned; a directory that would be unsafe stops the start. */
final class FederationSettingsTest {
  @Test
  void defaultsAreTheSecureOnes() {
    FederationProperties.Source source = bind("ldap://dc.example").sources().getFirst();

    assertThat(source)
        .isEqualTo(
            new FederationProperties.Source(
                "tinh",
                List.of(URI.create("ldap://dc.example")),
                Transport.START_TLS,
                null,
                "cn=reader",
                Path.of("/secret"),
                "dc=example",
                null,
                List.of("uid"),
                source.attributes(),
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                8));
    assertThat(source.attributes().toMapping()).isEqualTo(AttributeMapping.usual());
    assertThat(
            new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("antin.federation", FederationProperties.class)
                .sources())
        .isEmpty();
  }

  @Test
  void clearTextOffLoopbackStopsTheStart() {
    assertThatThrownBy(() ->
            TestServer.start(
                TestDatabase.create(),
                "antin.federation.sources[0].name=tinh",
                "antin.federation.sources[0].urls=ldap://192.0.2.1",
                "antin.federation.sources[0].transport=plain",
                "antin.federation.sources[0].bind-dn=cn=reader",
                "antin.federation.sources[0].bind-password-file=/secret",
                "antin.federation.sources[0].user-base=dc=example"))
        .hasStackTraceContaining("would send passwords in clear text");
  }

  @Test
  void analysisNamesTheDirectory() {
    FailureAnalysis analysis =
        requireNonNull(
            new FederationRefusedAnalyzer()
                .analyze(
                    new FederationRefusedException(
                        "tinh", new IllegalArgumentException("no url"))));

    assertThat(analysis.getDescription()).contains("'tinh'", "no url");
    assertThat(analysis.getAction()).contains("docs/ldap.md");
  }

  private static FederationProperties bind(String url) {
    return new Binder(
            new MapConfigurationPropertySource(
                Map.of(
                    "antin.federation.sources[0].name", "tinh",
                    "antin.federation.sources[0].urls", url,
                    "antin.federation.sources[0].bind-dn", "cn=reader",
                    "antin.federation.sources[0].bind-password-file", "/secret",
                    "antin.federation.sources[0].user-base", "dc=example")))
        .bindOrCreate("antin.federation", FederationProperties.class);
  }
}
