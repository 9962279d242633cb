package vn.antin.rootkey;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "vn.antin.rootkey", importOptions = ImportOption.DoNotIncludeTests.class)
final class RootKeyRulesTest {
  @ArchTest
  static final ArchRule jdkOnly =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("vn.antin.rootkey..", "java..", "javax.crypto..", "org.jspecify..")
          .because("the code that holds the root key must be readable in one sitting");
}
