package vn.antin.auth.provisioning.spreadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

final class ImportPropertiesTest {
  @Test
  void defaultsAreTheSecureOnes() {
    Binder nothing = new Binder(new MapConfigurationPropertySource(Map.of()));
    assertThat(nothing.bindOrCreate("antin.nothing", ImportProperties.class))
        .hasToString(
            "ImportProperties[size=16777216B, inflated=268435456B, rows=50000, brake=2,"
                + " secondAdministrator=10, undo=PT24H, keep=PT720H, slips=PT336H]");
  }
}
