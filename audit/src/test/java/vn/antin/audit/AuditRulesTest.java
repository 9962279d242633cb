package vn.antin.audit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(packages = "vn.antin.audit", importOptions = ImportOption.DoNotIncludeTests.class)
final class AuditRulesTest {
  @ArchTest
  static final ArchRule jdkOnly =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "vn.antin.audit..", "java..", "javax.sql..", "javax.security..", "org.jspecify..")
          .because("the jar that judges the log must run anywhere and be readable whole");

  @ArchTest
  static final ArchRule proofsNeedNoDatabase =
      noClasses()
          .that()
          .resideInAnyPackage("vn.antin.audit.proof..", "vn.antin.audit.json..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..", "javax.sql..", "vn.antin.audit", "vn.antin.audit.verify")
          .because("an expert repeats a proof from bytes alone");

  @ArchTest
  static final ArchRule noCycles =
      slices()
          .matching("vn.antin.(audit..)")
          .should()
          .beFreeOfCycles()
          .because("json ← proof ← audit ← verify is the only direction");

  @ArchTest
  static final ArchRule timeIsInjected =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .because("tests move the clock");
}
