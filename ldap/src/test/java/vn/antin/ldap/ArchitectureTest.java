package vn.antin.ldap;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "vn.antin.ldap", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule NO_SPRING =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..")
          .because("the jar is plain Java and wiring belongs to the applications");

  @ArchTest
  static final ArchRule DIRECTIONS_DO_NOT_MIX =
      noClasses()
          .that()
          .resideInAPackage("..federation..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..gateway..")
          .because("a foreign directory and our own meet only in entry");

  @ArchTest
  static final ArchRule NOR_THE_OTHER_WAY =
      noClasses()
          .that()
          .resideInAPackage("..gateway..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..federation..")
          .because("a foreign directory and our own meet only in entry");

  @ArchTest
  static final ArchRule ENTRIES_ARE_OURS =
      noClasses()
          .that()
          .resideInAPackage("..entry..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.unboundid..", "..federation..", "..gateway..")
          .because("entry is what both directions share and knows no wire format");

  @ArchTest
  static final ArchRule TIME_IS_INJECTED =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .because("wall-clock time comes from an InstantSource; durations from nanoTime");
}
