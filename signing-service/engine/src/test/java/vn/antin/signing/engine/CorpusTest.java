package vn.antin.signing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.engine.PageImages.Area;
import vn.antin.signing.engine.appearance.Decree30;
import vn.antin.signing.engine.pades.PadesRequest;
import vn.antin.signing.engine.pades.PadesSigner;
import vn.antin.signing.engine.pdf.Opening;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfSignatureField;
import vn.antin.signing.engine.pdf.object.PdfObject;

/**
 * Documents as the world writes them: each is either signed so that foreign programs agree, find no
 * more fault than before and show the same pages, or refused with a reason that the docs list.
 * Every tenth in the normal run, all with {@code -Dantin.long=true}; {@code -Dantin.refresh=true}
 * writes the list anew.
 */
final class CorpusTest {

  private static final Path ROOT = Path.of(System.getProperty("antin.root", "."));
  private static final Path CORPUS = ROOT.resolve("../shared/corpus/pdf").normalize();
  private static final boolean ALL = Boolean.getBoolean("antin.long");
  private static final int STEP = ALL ? 1 : 10;

  private final TestSigner official = TestSigner.rsa();
  private final PadesSigner signer = new PadesSigner(InstantSource.fixed(TestSigner.NOW));
  private final Map<String, String> refused = new TreeMap<>();
  private final List<String> worse = new ArrayList<>();

  @TempDir Path directory;

  @BeforeEach
  void corpus() {
    assumeTrue(Files.isDirectory(CORPUS), "skipped: no corpus at " + CORPUS);
    ForeignReaders.need();
  }

  @Test
  void everyDocumentIsSignedForAllToSeeOrRefusedWithAReason() throws IOException {
    List<String> names = sample();
    int signed = 0;
    for (String name : names) {
      if (signs(CORPUS.resolve(name), official.request())) {
        signed++;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "corpus, invisible: %d documents, %d signed, refused %s%n",
        names.size(),
        signed,
        refused);
    assertThat(worse).isEmpty();
    assertThat(signed).isPositive();
    if (ALL) {
      CorpusTable.check(ROOT, opening(), refused);
    }
  }

  @Test
  void visibleSignatureChangesNothingOutsideItself() throws IOException {
    PadesRequest request =
        official.request().showing(Decree30.defaults().annex("01/QĐ-UBND", TestSigner.NOW));
    List<String> names = sample();
    int signed = 0;
    for (String name : names) {
      if (signs(CORPUS.resolve(name), request)) {
        signed++;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "corpus, visible: %d documents, %d signed, refused %s%n",
        names.size(),
        signed,
        refused);
    assertThat(worse).isEmpty();
    assertThat(signed).isPositive();
  }

  @Test
  void whatAnotherLibraryReadsIsReadByUsToo() throws IOException {
    for (String name : sample()) {
      byte[] pdf = Files.readAllBytes(CORPUS.resolve(name));
      Opening opening = PdfFile.open(DocumentSource.of(pdf));
      int pages = pagesByPdfBox(pdf);
      if (opening instanceof Opening.Opened(PdfFile file)) {
        if (pages > 0 && pages != file.pageCount()) {
          worse.add(name + ": " + file.pageCount() + " pages, PDFBox counts " + pages);
        }
      } else if (pages > 0) {
        worse.add(name + ": PDFBox reads " + pages + " pages, we say " + opening);
      }
    }
    assertThat(worse).isEmpty();
  }

  /** 0 where it does not open. */
  private static int pagesByPdfBox(byte[] pdf) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return document.isEncrypted() ? 0 : document.getNumberOfPages();
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }

  private boolean signs(Path file, PadesRequest request) throws IOException {
    byte[] pdf = Files.readAllBytes(file);
    return switch (signer.prepare(DocumentSource.of(pdf), request)) {
      case Preparation.Refused(Preparation.Reason reason, String detail) -> {
        assertThat(detail).isNotBlank();
        refused.put(String.valueOf(file.getFileName()), reason + ": " + detail);
        yield false;
      }
      case Preparation.Prepared(PreparedSignature prepared) -> {
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

  private void compare(Path before, Path after) throws IOException {
    ForeignReaders.complaints(before, after)
        .forEach(complaint -> worse.add(before.getFileName() + ": " + complaint));
    PageImages.difference(before, after, directory.resolve("pages"), appearance(after))
        .ifPresent(difference -> worse.add(before.getFileName() + ": " + difference));
  }

  /** Where the signature shows, if it does. */
  private static @Nullable Area appearance(Path signed) throws IOException {
    DocumentSource source = DocumentSource.of(Files.readAllBytes(signed));
    if (PdfFile.open(source) instanceof Opening.Opened(PdfFile file)) {
      for (PdfSignatureField field : file.signatureFields()) {
        List<PdfObject> rectangle = file.array(field.field().dictionary().get("Rect"));
        if (field.signature().isPresent() && rectangle.size() == 4) {
          return Area.of(file, rectangle);
        }
      }
    }
    return null;
  }

  private static List<String> sample() throws IOException {
    List<String> all = opening();
    List<String> sample = new ArrayList<>();
    for (int i = 0; i < all.size(); i += STEP) {
      sample.add(all.get(i));
    }
    return sample;
  }

  /** Files whose first page pdftoppm renders without a password. */
  private static List<String> opening() throws IOException {
    try (InputStream list =
        Objects.requireNonNull(CorpusTest.class.getResourceAsStream("corpus-opens.txt"))) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
