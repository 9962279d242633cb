package vn.antin.auth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Libraries with a room of their own. */
@AnalyzeClasses(packages = "vn.antin.auth", importOptions = ImportOption.DoNotIncludeTests.class)
final class LibrariesTest {
  @ArchTest
  static final ArchRule LDAP_STAYS_IN_ITS_JAR =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.unboundid.ldap..", "com.unboundid.asn1..", "com.unboundid.ldif..")
          .because("what speaks LDAP is the ldap jar; here are only its own types");

  /** The same maker's SCIM SDK is another library: a model of JSON documents, without LDAP. */
  @ArchTest
  static final ArchRule SCIM_STAYS_AT_ITS_EDGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("..provisioning.scim..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.unboundid.scim2..", "com.fasterxml.jackson.databind..")
          .because("the SCIM SDK brings Jackson 2 along, which nothing else here speaks");

  @ArchTest
  static final ArchRule SPREADSHEETS_STAY_IN_TABLES =
      noClasses()
          .that()
          .resideOutsideOfPackage("..provisioning.table..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.poi..", "org.apache.commons.compress..")
          .because("foreign bytes are read behind limits, in one place");
}
