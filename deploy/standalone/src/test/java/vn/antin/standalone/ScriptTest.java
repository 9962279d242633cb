package vn.antin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./antin} says before any Java runs. */
final class ScriptTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void helpNamesEveryCommand() throws Exception {
    Run run = run(Map.of(), "help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.text())
        .contains(
            "up ",
            "verify ",
            "bench ",
            "admin create NAME",
            "audit verify",
            "sign ",
            "validate ",
            "help ");
  }

  @Test
  void withoutACommandHelpIsShown() throws Exception {
    assertThat(run(Map.of()).text()).startsWith("Usage: ./antin COMMAND");
  }

  @Test
  void unknownCommandIsNamedAndExitsWithTwo() throws Exception {
    Run run = run(Map.of(), "upp");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.text()).startsWith("antin: unknown command 'upp'");
  }

  @Test
  void withoutAJdkOneSentenceSaysWhatToInstall() throws Exception {
    Run run = run(Map.of("JAVA_HOME", "", "PATH", "/nowhere", "ANTIN_JDK_SEARCH", ""), "up");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.text().strip())
        .startsWith("antin: no JDK 25 or newer was found; install one")
        .hasLineCount(1);
  }

  @Test
  void anOlderJdkIsPassedOver() throws Exception {
    Path old = jdk("old jdk", "21.0.4");

    Run run =
        run(
            Map.of(
                "JAVA_HOME", old.toString(),
                "PATH", old.resolve("bin").toString(),
                "ANTIN_JDK_SEARCH", folder.toString()),
            "verify");

    assertThat(run.text()).contains("no JDK 25 or newer was found");
  }

  @Test
  void aNewEnoughJdkIsFoundInTheSearchedFolders() throws Exception {
    jdk("jdk 17", "17.0.1");
    jdk("jdk 26", "26");

    Run run =
        run(
            Map.of("JAVA_HOME", "", "PATH", "/nowhere", "ANTIN_JDK_SEARCH", folder.toString()),
            "verify",
            "--loud");

    assertThat(run.text()).contains("verify does not know '--loud'").doesNotContain("no JDK");
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    for (String program : List.of("java", "javac")) {
      Path file = Files.createFile(home.resolve("bin").resolve(program));
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private Run run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    try (Antin antin = Antin.start(output, environment, List.of(arguments))) {
      int exitCode = antin.exitCode(LIMIT);
      return new Run(exitCode, antin.text());
    }
  }

  private record Run(int exitCode, String text) {}
}
