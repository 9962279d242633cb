package vn.antin.signing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Memory does not follow the size of the document. */
final class LargeDocumentTest {

  private static final long MEGABYTES = Boolean.getBoolean("antin.long") ? 300 : 100;

  @Test
  void documentManyTimesLargerThanTheHeapIsSigned() {
    Tools.Answer answer =
        Tools.run(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx32m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            LargeDocument.class.getName(),
            Long.toString(MEGABYTES));

    assertThat(answer.text())
        .containsPattern("signed " + (MEGABYTES * 1_048_576 / 1_000_000) + "\\d{6} held");
    assertThat(answer.exit()).isZero();
  }
}
