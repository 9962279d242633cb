package vn.antin.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Somebody else's opinion of our signatures: {@code pdfsig} of poppler. */
final class PdfSig {
  private PdfSig() {}

  static void assertSignedWhole(Path pdf) throws IOException, InterruptedException {
    assertThat(opinion(pdf))
        .contains("Signature is Valid.", "Total document signed")
        .doesNotContain("Signature #2");
  }

  /** So many signatures, all valid. */
  static void assertHolds(Path pdf, int signatures) throws IOException, InterruptedException {
    String opinion = opinion(pdf);
    assertThat(opinion.split("Signature is Valid\\.", -1)).hasSize(signatures + 1);
    assertThat(opinion)
        .contains("Signature #" + signatures)
        .doesNotContain("Signature #" + (signatures + 1), "Invalid", "Mismatch");
  }

  private static String opinion(Path pdf) throws IOException, InterruptedException {
    assumeThat(
            Stream.of("/usr/bin/pdfsig", "/usr/local/bin/pdfsig", "/opt/homebrew/bin/pdfsig")
                .map(Path::of)
                .filter(Files::isExecutable))
        .as("pdfsig (package poppler-utils)")
        .isNotEmpty();
    Process process =
        new ProcessBuilder("pdfsig", "-nocert", pdf.toString()).redirectErrorStream(true).start();
    String opinion = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return opinion;
  }
}
