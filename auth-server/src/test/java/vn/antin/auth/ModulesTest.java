package vn.antin.auth;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

final class ModulesTest {
  @Test
  void featuresUseOnlyTheArrowsTheyDeclare() {
    ApplicationModules.of(AuthApplication.class).verify();
  }
}
