package vn.antin.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules of the house that text can check. */
final class SourceRulesTest {
  private static final int LONGEST = 500;
  private static final Pattern SOURCE =
      Pattern.compile(".*\\.(java|jte|css|js|sql|sh)|antin|\\.ci/run");
  private static final Set<String> LAYERS =
      Set.of(
          "controller",
          "controllers",
          "service",
          "services",
          "dto",
          "util",
          "utils",
          "common",
          "impl",
          "helper",
          "helpers",
          "misc",
          "manager");

  @Test
  void sourcesAreFound() {
    assertThat(Sources.mainJava())
        .as("a walk that finds nothing proves nothing")
        .hasSizeGreaterThan(50);
  }

  @Test
  void noSourceFileIsLongerThan500Lines() {
    assertThat(Sources.files(path -> SOURCE.matcher(path).matches()))
        .as("a longer file has more than one reason to change")
        .filteredOn(file -> Sources.lines(file).size() > LONGEST)
        .extracting(Sources::relative)
        .isEmpty();
  }

  @Test
  void everyMainPackageSaysWhyItExists() {
    assertThat(
            Sources.mainJava().stream()
                .map(file -> file.resolveSibling("package-info.java"))
                .distinct())
        .as("a newcomer reads package-info first; NullAway checks only @NullMarked packages")
        .filteredOn(file -> !isExplained(file))
        .extracting(Sources::relative)
        .isEmpty();
  }

  @Test
  void noPackageIsNamedAfterALayer() {
    assertThat(Sources.mainJava().stream().map(Path::getParent).distinct())
        .as("packages are features; a layer's package gathers what does not belong together")
        .filteredOn(folder -> LAYERS.contains(String.valueOf(folder.getFileName())))
        .extracting(Sources::relative)
        .isEmpty();
  }

  @Test
  void mainCodeTakesTheTimeFromAnInjectedClock() {
    assertThat(
            Sources.matches(
                Sources.mainJava(),
                "System\\.currentTimeMillis|(Instant|LocalDate|LocalDateTime|OffsetDateTime"
                    + "|ZonedDateTime)\\.now\\(\\)|new Date\\(\\)"))
        .as("a test that cannot move the clock cannot test expiry: inject an InstantSource")
        .isEmpty();
  }

  @Test
  void unboundIdStaysInLdap() {
    // A test of the gateway may come as a foreign client does.
    assertThat(
            importsOf(
                "com\\.unboundid(?!\\.scim2)",
                path -> !path.startsWith("ldap/") && !path.contains("/src/test/")))
        .as("LDAP is spoken in one room; the others see our entries")
        .isEmpty();
  }

  @Test
  void scimSdkStaysInScim() {
    assertThat(importsOf("com\\.unboundid\\.scim2", path -> !path.contains("/provisioning/scim/")))
        .as("the SDK's model of SCIM is the protocol's, not ours")
        .isEmpty();
  }

  @Test
  void dssStaysInTheEngine() {
    assertThat(importsOf("eu\\.europa\\.esig", path -> !path.startsWith("signing-service/engine/")))
        .as("DSS's mutable parameter beans must not leak through callers")
        .isEmpty();
  }

  @Test
  void plainJarsKnowNoSpring() {
    assertThat(
            importsOf(
                "org\\.springframework",
                path ->
                    Stream.of(
                            "root-key/",
                            "audit/",
                            "ldap/",
                            "signing-service/token",
                            "signing-service/engine/")
                        .anyMatch(path::startsWith)))
        .as("a plain jar starts without a container, in a test, a tool or the desktop agent")
        .isEmpty();
  }

  @Test
  void testsDoNotSleep() {
    assertThat(
            Sources.matches(
                Sources.testJava(),
                "^(?!.*Pattern).*(Thread\\.sleep\\(|TimeUnit\\.\\w+\\.sleep\\()"))
        .as("a sleep is too short on a busy machine and too long on a quick one")
        .filteredOn(line -> !line.contains("SourceRulesTest"))
        .isEmpty();
  }

  @Test
  void noTestIsSwitchedOff() {
    assertThat(Sources.matches(Sources.testJava(), "^\\s*@Disabled\\b(?!(If|On|For|Until))"))
        .as("a test that never runs is a comment")
        .isEmpty();
  }

  @Test
  void everySqlMigrationHasItsPlace() {
    assertThat(
            Sources.files(path -> path.contains("src/main/resources/db/") && path.endsWith(".sql")))
        .as("Flyway ignores a file whose name it does not understand")
        .allMatch(
            file -> String.valueOf(file.getFileName()).matches("[VR](\\d+(_\\d+)*)?__\\w+\\.sql"));
  }

  private static List<String> importsOf(String packagePattern, Predicate<String> where) {
    return Sources.matches(
        Sources.files(path -> path.endsWith(".java") && where.test(path)),
        "^import (static )?" + packagePattern + "\\.");
  }

  private static boolean isExplained(Path packageInfo) {
    if (!Files.exists(packageInfo)) {
      return false;
    }
    String text = String.join("\n", Sources.lines(packageInfo));
    return text.startsWith("/**") && text.contains("@NullMarked");
  }
}
