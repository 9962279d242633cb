package vn.antin.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./antin} says before any Java runs. */
final class ScriptTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);

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

  /** Stands in for a JDK: "assembles" when it is let, and runs whatever else by writing a line. */
  private static final String JAVA =
      """
      #!/bin/sh
      case " $* " in
        *" assemble "*)
          echo assembled >>"$ANTIN_HOME/log"
          until [ -e "$ANTIN_HOME/go" ] || [ ! -d "$ANTIN_HOME" ]; do sleep 0.1; done
          for built in "$@"; do :; done
          mkdir -p "$built"
          : >"$built/complete"
          ;;
        *) echo ran >>"$ANTIN_HOME/log" ;;
      esac
      """;

  @Test
  void twoCallsAtOnceBuildOnce() throws Exception {
    assumeThat(Path.of("/usr/bin/flock")).as("flock of util-linux").exists();
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.copy(Antin.home().resolve("antin"), home.resolve("antin"));
    Path target = Files.createDirectories(home.resolve("deploy/standalone/target"));
    Files.createFile(target.resolve("antin-standalone.jar"));
    Path jdk = jdk("fake jdk", "25.0.1");
    Files.writeString(jdk.resolve("bin/java"), JAVA);
    Path log = Files.createFile(home.resolve("log"));

    Process first = call(home, jdk, "first");
    await(first, log, "assembled");
    Process second = call(home, jdk, "second");
    await(second, folder.resolve("second"), "waiting for it");
    Files.createFile(home.resolve("go"));

    assertThat(first.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(second.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(List.of(first.exitValue(), second.exitValue())).containsOnly(0);
    assertThat(Files.readAllLines(log)).containsExactlyInAnyOrder("assembled", "ran", "ran");
  }

  private Process call(Path home, Path jdk, String output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", home.resolve("antin").toString(), "sign")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(output).toFile());
    builder.environment().put("ANTIN_SKIP_BUILD", "1");
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().remove("ANTIN_BUILDING");
    return builder.start();
  }

  private static void await(Process process, Path file, String text) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!Files.exists(file) || !Files.readString(file).contains(text)) {
      assertThat(System.nanoTime()).as("%s in %s", text, file).isLessThan(end);
      assertThat(process.waitFor(50, TimeUnit.MILLISECONDS)).as("ended too early").isFalse();
    }
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
