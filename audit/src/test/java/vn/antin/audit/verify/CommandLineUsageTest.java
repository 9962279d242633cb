package vn.antin.audit.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line says when it cannot do as asked. */
final class CommandLineUsageTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "judge",
        "verify",
        "verify a b",
        "verify --jdbc",
        "verify --jdbc http://localhost",
        "verify --jdbc jdbc:postgresql://localhost:1/none",
        "verify --jdbc jdbc:nothing:x",
        "verify /absent/file",
        "verify --last-root 12 file",
        "verify --roots /absent/roots pom.xml",
        "verify --seal-certificate pom.xml pom.xml",
        "verify --seal-certificate /absent pom.xml",
        "verify --jdbc x --jdbc y",
        "verify --unknown x",
        "export --jdbc jdbc:postgresql://localhost:1/none --to",
        "export --to x",
        "erase --jdbc jdbc:x --reason r",
        "erase --jdbc jdbc:x --reason r --subject s --entries 1",
        "erase --jdbc jdbc:x --reason r --entries one"
      })
  void whatCannotBeDoneIsSaidAndEndsWithTwo(String arguments) {
    assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" "))).isEqualTo(2);
    assertThat(printed(err)).isNotBlank().doesNotContain("Exception", "\tat ");
    assertThat(printed(out)).isEmpty();
  }

  @Test
  void fileThatIsNoLogIsBrokenNotACrash() throws IOException {
    Path file = folder.resolve("noise");
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    Files.write(file, noise);
    assertThat(run("verify", file.toString())).isEqualTo(1);
    Files.writeString(file, "");
    assertThat(run("verify", file.toString())).isEqualTo(1);
  }

  @Test
  void helpShowsTheUsage() {
    assertThat(run("help")).isZero();
    assertThat(printed(out)).contains("verify --jdbc URL", "Exit status");
  }

  private int run(String... arguments) {
    return new CommandLine(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            InstantSource.system())
        .run(List.of(arguments));
  }

  private static String printed(ByteArrayOutputStream stream) {
    return stream.toString(UTF_8);
  }
}
