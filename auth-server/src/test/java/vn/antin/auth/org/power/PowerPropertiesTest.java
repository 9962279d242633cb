package vn.antin.auth.org.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.Role;

final class PowerPropertiesTest {
  @Test
  void actsNeedTwoAdministratorsUnlessConfigured() {
    assertThat(
            new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("antin.power", PowerProperties.class))
        .hasToString("PowerProperties[proposalLifetime=PT72H, loneAdministrator=false]");
  }

  @Test
  void rolesGiveWhatTheTableSays() {
    assertThat(Role.SECURITY_ADMINISTRATOR.powers()).containsExactly(Power.values());
    assertThat(Role.UNIT_ADMINISTRATOR.powers())
        .containsExactly(Power.SEE_PEOPLE, Power.MANAGE_PEOPLE, Power.MANAGE_UNITS);
    assertThat(Role.HELP_DESK.powers()).containsExactly(Power.SEE_PEOPLE, Power.RESET_FACTORS);
    assertThat(Role.AUDITOR.powers()).containsExactly(Power.READ_AUDIT);
    assertThat(Role.RECORDS_CLERK.powers()).isEmpty();
  }
}
