package vn.antin.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = Agent.class, importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule NEEDS_ONLY_THE_JDK_AND_THE_TOKEN_JAR =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.net.ssl..",
              "javax.security..",
              "javax.swing..",
              "javax.accessibility..",
              "org.jspecify..",
              "vn.antin.signing.token",
              "vn.antin.agent..")
          .because("it is installed on weak PCs of communes");
}
