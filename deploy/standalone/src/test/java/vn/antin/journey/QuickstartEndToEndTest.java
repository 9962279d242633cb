package vn.antin.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.standalone.Antin;
import vn.antin.standalone.HouseExtension;
import vn.antin.standalone.RunningHouse;

/** The page {@code docs/quickstart.md}, run as a reader would run it. */
@ExtendWith(HouseExtension.class)
final class QuickstartEndToEndTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void everyCommandOfThePageWorksAndTheResultIsSigned(RunningHouse house) throws Exception {
    assumeThat(Stream.of("curl", "jq", "openssl").map(name -> Path.of("/usr/bin", name)))
        .as("curl, jq and openssl (packages of these names)")
        .allMatch(Files::isExecutable);
    Files.copy(TestPdf.in(folder), folder.resolve("letter.pdf"));
    Path script = Files.writeString(folder.resolve("quickstart.sh"), commands(house));
    Path output = folder.resolve("output");
    ProcessBuilder program =
        new ProcessBuilder("sh", "-eu", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    program.environment().put("ANTIN_SKIP_BUILD", "1"); // the jars of this very build
    Process process = program.start();

    boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("ended in time; it said: %s", Files.readString(output)).isTrue();

    String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as("without files of roots, " + text).isEqualTo(3);
    assertThat(text).containsPattern("\"integrity\"\\s*:\\s*\"intact\"");
    assertThat(text)
        .contains("signed.pdf is the signed document", "OK as far as it goes")
        .doesNotContain("BROKEN");
    PdfSig.assertSignedWhole(folder.resolve("signed.pdf"));
  }

  /** The page's shell blocks, pointed at the ports of this house. */
  private static String commands(RunningHouse house) throws IOException {
    return BLOCK
        .matcher(Files.readString(Antin.home().resolve("docs/quickstart.md")))
        .results()
        .map((MatchResult block) -> block.group(1))
        .collect(Collectors.joining("\n"))
        .replace("./antin ", Antin.home().resolve("antin") + " ")
        .replace("http://localhost:9000", house.auth())
        .replace("http://localhost:9100", house.signing());
  }
}
