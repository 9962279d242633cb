package vn.antin.signing.engine.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.engine.PdfInspection.Encrypted;
import vn.antin.signing.engine.PdfInspection.Permissions;
import vn.antin.signing.engine.TestDocuments;
import vn.antin.signing.engine.Tools;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfStream;
import vn.antin.signing.engine.pdf.object.PdfString;

/** Encrypted files that open without a password are read, and continued so that others agree. */
final class EncryptedFileTest {

  @TempDir Path directory;

  @BeforeAll
  static void programs() {
    Tools.need("qpdf", "qpdf");
  }

  private static List<byte[]> allKinds() {
    return List.of(
        TestDocuments.encrypted("", "owner", 40),
        TestDocuments.encrypted("", "owner", 128),
        TestDocuments.encrypted("", "owner", 128, "--use-aes=y"),
        TestDocuments.encrypted("", "owner", 128, "--use-aes=y", "--cleartext-metadata"),
        TestDocuments.encrypted("", "owner", 256),
        TestDocuments.encrypted("", "owner", 256, "--force-R5"));
  }

  @Test
  void contentIsReadInClear() {
    for (byte[] pdf : allKinds()) {
      PdfFile file = PdfFileTest.opened(pdf);
      PdfObject content = file.resolve(file.page(0).dictionary().get("Contents"));

      assertThat(content)
          .isInstanceOfSatisfying(
              PdfStream.class,
              stream ->
                  assertThat(new String(stream.decoded(10_000), StandardCharsets.ISO_8859_1))
                      .contains("(Quyet dinh so 01) Tj"));
    }
  }

  @Test
  void whatIsAddedIsEncryptedAndReadByOthers() throws IOException {
    for (byte[] pdf : allKinds()) {
      PdfUpdate update = new PdfUpdate(PdfFileTest.opened(pdf));
      PdfReference text = update.add(PdfArray.of(PdfString.of("Ban hanh")));
      PdfReference stream =
          update.add(PdfStream.deflated(PdfDictionary.EMPTY, new byte[] {'a', 'b', 'c'}));
      PdfReference signature =
          update.addSignature(
              PdfDictionary.ofType("Sig").with("Reason", PdfString.of("Ban hanh")), 20);
      update.catalog(
          update.catalog().with("Text", text).with("Data", stream).with("Sign", signature));
      Tail tail = update.write();
      byte[] bytes = tail.with(new byte[] {1, 2, 3});
      byte[] whole = Arrays.copyOf(pdf, pdf.length + bytes.length);
      System.arraycopy(bytes, 0, whole, pdf.length, bytes.length);

      assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
          .doesNotContain("Ban hanh")
          .contains("/Contents <010203");
      Path file = Files.write(directory.resolve("encrypted.pdf"), whole);
      Path clear = directory.resolve("clear.pdf");
      Tools.Answer answer =
          Tools.run(
              "qpdf",
              "--decrypt",
              "--qdf",
              "--object-streams=disable",
              file.toString(),
              clear.toString());
      assertThat(answer.exit()).as(answer.text()).isZero();
      assertThat(Files.readString(clear, StandardCharsets.ISO_8859_1))
          .contains("(Ban hanh)", "/Reason (Ban hanh)", "abc");
    }
  }

  @Test
  void ownerWhoAllowsFillingOnlyAllowsNoNewField() {
    byte[] pdf = TestDocuments.encrypted("", "owner", 256, "--modify=form");

    assertThat(PdfFileTest.opened(pdf).permissions()).isEqualTo(Permissions.FILL_AND_SIGN);
  }

  @Test
  void ownerWhoAllowsNothingIsRespected() {
    byte[] pdf = TestDocuments.encrypted("", "owner", 256, "--modify=none");

    assertThat(PdfFileTest.verdict(pdf))
        .isInstanceOfSatisfying(
            Encrypted.class, verdict -> assertThat(verdict.detail()).contains("owner"));
  }

  @Test
  void fileThatNeedsAPasswordIsNamedSo() {
    for (int bits : new int[] {40, 128, 256}) {
      assertThat(PdfFileTest.verdict(TestDocuments.encrypted("secret", "owner", bits)))
          .isInstanceOfSatisfying(
              Encrypted.class, verdict -> assertThat(verdict.detail()).contains("password"));
    }
  }
}
