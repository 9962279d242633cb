package vn.antin.signing.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.time.Instant;
import vn.antin.signing.engine.validation.PaddedCms;

@AnalyzeClasses(packagesOf = DocumentSource.class, importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule DSS_ONLY_IN_ITS_ROOMS =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "vn.antin.signing.engine.validation",
              "vn.antin.signing.engine.validation.coverage",
              "vn.antin.signing.engine.ades",
              // measures DSS against the engine
              "vn.antin.signing.engine.bench")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("eu.europa.esig..")
          .because("DSS is wrapped, so that its mutable beans do not leak through callers");

  @ArchTest
  static final ArchRule NO_SPRING =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..")
          .because("the engine is a plain library");

  @ArchTest
  static final ArchRule KEYS_LIVE_IN_TOKENS =
      noClasses()
          .that()
          // Apache POI asks for a private key; what it gets is none.
          .haveNameNotMatching(".*\\.office\\.StandIn(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.security.PrivateKey")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.security.KeyStore")
          .because("the engine prepares and completes; only a token holds a private key");

  @ArchTest
  static final ArchRule LIBRARY_TYPES_STAY_INSIDE =
      noMethods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .and()
          .areNotDeclaredIn(PaddedCms.class)
          .should()
          .haveRawReturnType(
              resideInAnyPackage("org.apache.pdfbox..", "org.bouncycastle..", "eu.europa.esig.."))
          .because("a library's types do not leak through callers, so that it can be replaced");

  @ArchTest
  static final ArchRule PDF_IS_READ_BY_OURSELVES =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "vn.antin.signing.engine.validation..",
              "vn.antin.signing.engine.appearance..",
              "vn.antin.signing.engine.preview",
              // measures PDFBox against the engine
              "vn.antin.signing.engine.bench")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.pdfbox..")
          .because(
              "cost and memory follow the bytes hashed; PDFBox draws previews, finds text and"
                  + " serves DSS");

  @ArchTest
  static final ArchRule INNER_ROOMS_DO_NOT_KNOW_THE_OUTER =
      CompositeArchRule.of(doesNotKnow("pdf.object", "pdf"))
          .and(doesNotKnow("appearance.content", "appearance"))
          .and(doesNotKnow("validation.coverage", "validation"))
          .and(doesNotKnow("validation.trust", "validation"))
          .because("what a room is made of can be understood without the room");

  private static ArchRule doesNotKnow(String inner, String outer) {
    return noClasses()
        .that()
        .resideInAPackage("vn.antin.signing.engine." + inner)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("vn.antin.signing.engine." + outer);
  }

  @ArchTest
  static final ArchRule TIME_IS_INJECTED =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .because("time is an InstantSource");
}
