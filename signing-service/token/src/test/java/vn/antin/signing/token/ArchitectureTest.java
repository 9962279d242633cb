package vn.antin.signing.token;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = Token.class, importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule NEEDS_ONLY_THE_JDK =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.crypto..",
              "javax.security..",
              "org.jspecify..",
              "vn.antin.signing.token..")
          .because("the desktop agent carries this jar to weak PCs");

  @ArchTest
  static final ArchRule NATIVE_ACCESS_IN_ONE_PLACE =
      noClasses()
          .that()
          .haveNameNotMatching(".*\\.Cryptoki.*")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.lang.foreign..")
          .because("a wrong offset ends the process, so few classes are to be reviewed for it");

  @ArchTest
  static final ArchRule TIME_IS_NOT_ASKED_FOR =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .because("time is an InstantSource; System.nanoTime measures");
}
