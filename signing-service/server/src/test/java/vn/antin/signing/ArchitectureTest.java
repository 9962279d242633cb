package vn.antin.signing;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import vn.antin.signing.token.SigningAlgorithm;

final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("vn.antin.signing");

  @Test
  void featuresUseEachOtherAsDeclared() {
    ApplicationModules.of(
            SigningApplication.class,
            resideInAnyPackage("vn.antin.signing.token..", "vn.antin.signing.engine.."))
        .verify();
  }

  @Test
  void keysAreUsedByFewPackages() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "vn.antin.signing.token..",
            "vn.antin.signing.engine..",
            "vn.antin.signing.key..",
            "vn.antin.signing.signature..",
            "vn.antin.signing.agent..",
            "vn.antin.signing.authority..",
            "vn.antin.signing.certificate..",
            "vn.antin.signing.auditseal..",
            "vn.antin.signing.timestamp..",
            "vn.antin.signing.web..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("vn.antin.signing.token..").and(not(type(SigningAlgorithm.class))))
        .because("every use of a key is written down first, and few places can be read for that")
        .check(CLASSES);
  }

  @Test
  void whatIsAllowedDoesNotDependOnHowItIsAskedFor() {
    noClasses()
        .that()
        .resideInAnyPackage("vn.antin.signing.authority", "vn.antin.signing.authority.server..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("vn.antin.signing.authority.est..")
        .because("EST is one way to enrol; the authority and its servers outlive it")
        .check(CLASSES);
  }

  @Test
  void formatsAreTheEnginesBusiness() {
    noClasses()
        .that()
        .resideOutsideOfPackage("vn.antin.signing.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("eu.europa.esig..", "org.apache.pdfbox..")
        .because("the libraries for formats are replaceable behind the engine")
        .check(CLASSES);
  }

  @Test
  void timeIsInjected() {
    noClasses()
        .that()
        .resideOutsideOfPackages("vn.antin.signing.token..", "vn.antin.signing.engine..")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .because("tests move the clock")
        .check(CLASSES);
  }
}
