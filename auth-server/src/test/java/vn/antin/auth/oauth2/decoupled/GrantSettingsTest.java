package vn.antin.auth.oauth2.decoupled;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Pins the defaults of the grants beside the code grant, and that the reference tells them. */
final class GrantSettingsTest {
  @Test
  void defaultsAreTheSecureOnes() throws ClassNotFoundException {
    Map<String, String> expected =
        Map.of(
            "device.DeviceProperties",
            "DeviceProperties[lifetime=PT10M, interval=PT5S, openPerAddress=200,"
                + " guessesPerAccount=10, guessesPerAddress=100, guessWindow=PT15M]",
            "ciba.CibaProperties",
            "CibaProperties[lifetime=PT5M, longest=PT30M, interval=PT5S, openPerOfficial=30,"
                + " openPerClient=10, openSignatures=1000]",
            "assertion.JwtBearerProperties",
            "JwtBearerProperties[issuers=[]]");
    Binder nothing = new Binder(new MapConfigurationPropertySource(Map.of()));
    for (Map.Entry<String, String> each : expected.entrySet()) {
      Class<?> type = Class.forName("vn.antin.auth.oauth2." + each.getKey());
      assertThat(nothing.bindOrCreate("antin.nothing", type)).hasToString(each.getValue());
    }
  }

  @Test
  void referencePageNamesThem() throws IOException {
    assertThat(Files.readString(Path.of(System.getProperty("antin.root"), "docs/configuration.md")))
        .contains(
            "`antin.device.lifetime`, `.interval`, `.open-per-address` | 10m, 5s, 200",
            "`.guess-window` | 10, 100, 15m",
            "`.open-signatures` | 5m, 30m, 5s, 30, 10, 1000",
            "`antin.jwt-bearer.issuers` | none");
  }
}
