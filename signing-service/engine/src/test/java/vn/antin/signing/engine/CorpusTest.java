package vn.antin.signing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static vn.antin.signing.engine.PdfInspection.Permissions.ANY_CHANGE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.engine.PdfInspection.Usable;
import vn.antin.signing.engine.pades.PadesSigner;

/**
 * Documents as the world writes them: each is either signed so that foreign programs agree and
 * complain no more than before, or refused with a reason. Every tenth in the normal run, all with
 * {@code -Dantin.long=true}.
 */
final class CorpusTest {

  private static final Path CORPUS =
      Path.of(System.getProperty("antin.root", "."), "..", "shared", "corpus", "pdf").normalize();
  private static final int STEP = Boolean.getBoolean("antin.long") ? 1 : 10;

  private final TestSigner official = TestSigner.rsa();
  private final PadesSigner signer = new PadesSigner(InstantSource.fixed(TestSigner.NOW));
  private final Map<Preparation.Reason, Integer> refused = new EnumMap<>(Preparation.Reason.class);
  private final List<String> worse = new ArrayList<>();

  @TempDir Path directory;

  @Test
  void everyDocumentIsSignedForAllToSeeOrRefusedWithAReason() throws Exception {
    assumeTrue(Files.isDirectory(CORPUS), "skipped: no corpus at " + CORPUS);
    Tools.need("pdfsig", "poppler-utils");
    Tools.need("qpdf", "qpdf");
    Tools.need("mutool", "mupdf-tools");

    List<Path> files = files();
    int signed = 0;
    for (int i = 0; i < files.size(); i += STEP) {
      if (judge(files.get(i))) {
        signed++;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "corpus: %d documents looked at, %d signed, refused %s%n",
        (files.size() + STEP - 1) / STEP,
        signed,
        refused);
    assertThat(worse).isEmpty();
    assertThat(signed).isPositive();
  }

  private boolean judge(Path file) throws IOException {
    byte[] pdf = Files.readAllBytes(file);
    PdfInspection inspection = new PdfInspector().inspect(DocumentSource.of(pdf));
    return switch (signer.prepare(DocumentSource.of(pdf), official.request())) {
      case Preparation.Refused(Preparation.Reason reason, String detail) -> {
        assertThat(detail).isNotBlank();
        assertThat(inspection instanceof Usable usable && usable.permissions() == ANY_CHANGE)
            .as(file + ": " + detail)
            .isFalse();
        refused.merge(reason, 1, Integer::sum);
        yield false;
      }
      case Preparation.Prepared(PreparedSignature prepared) -> {
        assertThat(inspection).as(file.toString()).isInstanceOf(Usable.class);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] value = official.sign(prepared.bytesToSign());
        assertThat(signer.complete(DocumentSource.of(pdf), prepared, value, out))
            .isInstanceOf(Completion.Completed.class);
        Path result = directory.resolve(String.valueOf(file.getFileName()));
        compare(file, Files.write(result, out.toByteArray()));
        Files.delete(result);
        yield true;
      }
    };
  }

  private void compare(Path before, Path after) {
    String said = Tools.run("pdfsig", "-nocert", after.toString()).text();
    if (!said.contains("Signature is Valid") || !said.contains("Total document signed")) {
      worse.add(before.getFileName() + ": pdfsig: " + said);
    }
    // qpdf: 0 fine, 3 warnings, 2 errors
    if (severity(Tools.run("qpdf", "--check", after.toString()).exit())
        > severity(Tools.run("qpdf", "--check", before.toString()).exit())) {
      worse.add(before.getFileName() + ": qpdf finds more than before");
    }
    if (complaints(after) > complaints(before)) {
      worse.add(before.getFileName() + ": mutool finds more than before");
    }
  }

  private static int severity(int exit) {
    return switch (exit) {
      case 0 -> 0;
      case 3 -> 1;
      default -> 2;
    };
  }

  private static long complaints(Path file) {
    return Tools.run("mutool", "info", file.toString())
        .text()
        .lines()
        .filter(line -> line.startsWith("error") || line.startsWith("warning"))
        .count();
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.filter(file -> file.toString().endsWith(".pdf")).sorted().toList();
    }
  }
}
