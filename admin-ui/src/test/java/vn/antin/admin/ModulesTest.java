package vn.antin.admin;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {
  @Test
  void featuresUseOnlyWhatTheySay() {
    ApplicationModules.of(AdminApplication.class).verify();
  }
}
