package vn.antin.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What pdfsig, a program that is not ours, says of a file. */
public final class PdfSig {
  private final String words;

  private PdfSig(String words) {
    this.words = words;
  }

  public static PdfSig check(Path file) throws IOException, InterruptedException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/pdfsig")), "pdfsig is missing: install poppler-utils");
    var process =
        new ProcessBuilder("/usr/bin/pdfsig", "-nocert", file.toString())
            .redirectErrorStream(true)
            .start();
    var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return new PdfSig(words);
  }

  public PdfSig isValidOverTheWholeDocument() {
    assertThat(words)
        .contains("Signature Validation: Signature is Valid.")
        .contains("Total document signed");
    return this;
  }

  /** So many valid signatures and no other; of document time-stamps pdfsig has no opinion. */
  public PdfSig holds(int signatures) {
    assertThat(words.split("Signature Validation: Signature is Valid\\.", -1))
        .hasSize(signatures + 1);
    assertThat(words).doesNotContain("Signature is Invalid", "Digest Mismatch");
    return this;
  }

  public PdfSig isBy(String commonName) {
    assertThat(words).contains(commonName);
    return this;
  }
}
