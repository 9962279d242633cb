package vn.antin.auth.directory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.util.unit.DataSize;
import vn.antin.auth.TestDatabase;
import vn.antin.auth.TestServer;

/** Defaults are pinned; a gateway that cannot start says why. */
final class GatewaySettingsTest {
  @Test
  void defaultsAreTheSecureOnes() throws IOException {
    GatewayProperties defaults =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("antin.gateway", GatewayProperties.class);

    assertThat(defaults)
        .isEqualTo(
            new GatewayProperties(
                false,
                InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
                1389,
                null,
                null,
                "dc=antin",
                Set.of(),
                1000,
                Duration.ofSeconds(10),
                DataSize.ofKilobytes(64),
                512,
                64,
                8,
                Duration.ofMinutes(15),
                Duration.ofSeconds(30)));
  }

  @Test
  void takenPortStopsTheStartWithItsNumber() throws IOException {
    TestDatabase database = TestDatabase.create();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() ->
              TestServer.start(
                  database,
                  "antin.gateway.enabled=true",
                  "antin.gateway.port=" + taken.getLocalPort()))
          .hasRootCauseInstanceOf(IOException.class)
          .hasStackTraceContaining("port " + taken.getLocalPort());
    }
  }

  @Test
  void addressOffLoopbackWithoutACertificateStopsTheStart() {
    assertThatThrownBy(() ->
            TestServer.start(
                TestDatabase.create(),
                "antin.gateway.enabled=true",
                "antin.gateway.address=0.0.0.0",
                "antin.gateway.port=0"))
        .hasStackTraceContaining("only with TLS");
  }

  @Test
  void analysisNamesTheCauseAndTheWayOut() {
    FailureAnalysis analysis =
        requireNonNull(
            new GatewayRefusedAnalyzer()
                .analyze(
                    new GatewayRefusedException(new IllegalArgumentException("no certificate"))));

    assertThat(analysis.getDescription()).contains("no certificate");
    assertThat(analysis.getAction()).contains(".ssl-bundle");
  }
}
