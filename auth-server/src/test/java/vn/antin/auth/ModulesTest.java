package vn.antin.auth;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

final class ModulesTest {
  @Test
  void featuresUseOnlyTheArrowsTheyDeclare() {
    // Generated from templates, which show what any feature gives them.
    DescribedPredicate<JavaClass> pages = resideInAPackage("vn.antin.auth.pages");
    ApplicationModules.of(AuthApplication.class, pages).verify();
  }
}
