package vn.antin.signing.engine.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.LongTerm;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.TestAuthority;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.ades.AdesRequest;
import vn.antin.signing.engine.ades.AdesSigner;
import vn.antin.signing.engine.ades.Claims;
import vn.antin.signing.engine.ades.NamedDocument;
import vn.antin.signing.engine.container.TestZips;
import vn.antin.signing.engine.validation.SignatureReport;
import vn.antin.signing.engine.validation.SignedFile;
import vn.antin.signing.engine.validation.Validation;
import vn.antin.signing.engine.validation.Validator;
import vn.antin.signing.engine.validation.trust.TrustDomain;
import vn.antin.signing.engine.validation.trust.TrustDomains;
import vn.antin.signing.token.SigningAlgorithm;

/** Office documents, made by LibreOffice and by POI, signed by us and judged by LibreOffice. */
final class LibreOfficeTest {

  private static final InstantSource CLOCK = InstantSource.fixed(TestSigner.NOW);
  private static final String LEADER = "CN=Nguyễn Văn An,O=UBND tỉnh,C=VN";
  private static final String CLERK = "CN=Trần Thị Bình,O=UBND tỉnh,C=VN";

  @TempDir static Path folder;

  private static Map<String, List<LibreOffice.Verdict>> verdicts = Map.of();
  private static @Nullable X509Certificate root;

  @BeforeAll
  static void judge() throws Exception {
    LibreOffice.need();
    LibreOffice office = new LibreOffice(folder);
    Path text = Files.writeString(folder.resolve("quyet-dinh.txt"), "Quyết định\nĐiều 1.\n");
    Path table = Files.writeString(folder.resolve("du-toan.csv"), "Khoản,Tiền\n1,12\n");
    List<Path> files = new ArrayList<>();
    try (TestAuthority authority = TestAuthority.start(CLOCK)) {
      TestSigner rsa = authority.signer(TestSigner.rsa());
      TestSigner ec = authority.signer(TestSigner.ec(256));
      TestSigner long512 = authority.signer(TestSigner.with(SigningAlgorithm.RSA_PKCS1_SHA512));
      LongTerm ports = new LongTerm(authority.timeStamps(), authority.revocation());
      byte[] word = Files.readAllBytes(office.converted(text, "docx"));
      byte[] sheet = Files.readAllBytes(office.converted(table, "xlsx"));
      byte[] odt = Files.readAllBytes(office.converted(text, "odt"));
      byte[] ods = Files.readAllBytes(office.converted(table, "ods"));

      byte[] signed = signed(word, rsa, Level.B_B, null);
      files.add(write("letter.docx", signed));
      files.add(write("twice.docx", signed(signed, ec, Level.B_B, null)));
      files.add(write("sha512.docx", signed(word, long512, Level.B_B, null)));
      files.add(write("stamped.docx", signed(word, rsa, Level.B_T, ports)));
      files.add(write("lasting.docx", signed(word, rsa, Level.B_LT, ports)));
      files.add(write("changed.docx", changed(signed)));
      files.add(write("sheet.xlsx", signed(sheet, rsa, Level.B_B, null)));
      files.add(write("slides.pptx", signed(slides(), rsa, Level.B_B, null)));
      byte[] open = openSigned(odt, rsa, Level.B_B, null);
      files.add(write("letter.odt", open));
      files.add(write("changed.odt", otherText(open)));
      files.add(write("twice.odt", openSigned(open, ec, Level.B_B, null)));
      files.add(write("lasting.odt", openSigned(odt, rsa, Level.B_LT, ports)));
      files.add(write("sheet.ods", openSigned(ods, rsa, Level.B_B, null)));
      root = authority.root();
      verdicts = office.verdicts(authority.root(), files);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "letter.docx",
        "sha512.docx",
        "stamped.docx",
        "lasting.docx",
        "sheet.xlsx",
        "slides.pptx"
      })
  void officeDocumentIsValidAndItsSignerTrusted(String file) {
    // LibreOffice calls all of these partial: Office leaves the properties out.
    assertThat(verdicts.get(file)).containsExactly(new LibreOffice.Verdict(true, 0, true, LEADER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"letter.odt", "lasting.odt", "sheet.ods"})
  void openDocumentIsValidAndSignedWhole(String file) {
    assertThat(verdicts.get(file)).containsExactly(new LibreOffice.Verdict(true, 0, false, LEADER));
  }

  @Test
  void secondSignatureLeavesTheFirstValid() {
    assertThat(verdicts.get("twice.docx"))
        .containsExactly(
            new LibreOffice.Verdict(true, 0, true, LEADER),
            new LibreOffice.Verdict(true, 0, true, CLERK));
    assertThat(verdicts.get("twice.odt"))
        .containsExactly(
            new LibreOffice.Verdict(true, 0, false, LEADER),
            new LibreOffice.Verdict(true, 0, false, CLERK));
  }

  @Test
  void changedTextIsSeen() {
    assertThat(verdicts.get("changed.docx"))
        .singleElement()
        .satisfies(verdict -> assertThat(verdict.valid()).isFalse());
  }

  @Test
  void changedOpenDocumentIsSeen() {
    assertThat(verdicts.get("changed.odt"))
        .singleElement()
        .satisfies(verdict -> assertThat(verdict.valid()).isFalse());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "letter.docx",
        "twice.docx",
        "lasting.docx",
        "sheet.xlsx",
        "letter.odt",
        "sheet.ods"
      })
  void ourValidatorAgrees(String file) throws IOException {
    Validator validator =
        new Validator(
            TrustDomains.of(TrustDomain.of("test", List.of(Objects.requireNonNull(root)))), CLOCK);
    assertThat(validator.validate(SignedFile.of(file, Files.readAllBytes(folder.resolve(file)))))
        .isInstanceOfSatisfying(
            Validation.Report.class,
            report ->
                assertThat(report.signatures())
                    .isNotEmpty()
                    .allMatch(s -> s.verdict() == SignatureReport.Verdict.VALID));
  }

  private static Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static byte[] signed(
      byte[] document, TestSigner official, Level level, @Nullable LongTerm ports) {
    OfficeSigner signer = new OfficeSigner(CLOCK, ports);
    Preparation preparation =
        signer.prepare(
            DocumentSource.of(document),
            new OfficeRequest(official.signer(), level, "Chánh Văn phòng", "Ban hành"));
    assertThat(preparation).isInstanceOf(Preparation.Prepared.class);
    var prepared = ((Preparation.Prepared) preparation).signature();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(
            signer.complete(
                DocumentSource.of(document), prepared, official.sign(prepared.bytesToSign()), out))
        .isInstanceOf(Completion.Completed.class);
    return out.toByteArray();
  }

  private static byte[] openSigned(
      byte[] document, TestSigner official, Level level, @Nullable LongTerm ports) {
    AdesSigner signer = new AdesSigner(CLOCK, ports);
    List<NamedDocument> documents =
        List.of(new NamedDocument("a.odf", DocumentSource.of(document)));
    Preparation preparation =
        signer.prepare(
            documents, new AdesRequest.OpenDocument(official.signer(), level, Claims.NONE));
    assertThat(preparation).isInstanceOf(Preparation.Prepared.class);
    var prepared = ((Preparation.Prepared) preparation).signature();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(signer.complete(documents, prepared, official.sign(prepared.bytesToSign()), out))
        .isInstanceOf(Completion.Completed.class);
    return out.toByteArray();
  }

  private static byte[] changed(byte[] signed) throws IOException {
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(signed))) {
      document.getParagraphs().getFirst().createRun().setText(" khác");
      document.write(changed);
    }
    return changed.toByteArray();
  }

  private static byte[] otherText(byte[] signed) throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(signed))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        parts.put(entry.getName(), zip.readAllBytes());
      }
    }
    parts.computeIfPresent(
        "content.xml",
        (_, xml) ->
            new String(xml, StandardCharsets.UTF_8)
                .replace("Quyết", "Nghị")
                .getBytes(StandardCharsets.UTF_8));
    return TestZips.of(parts);
  }

  private static byte[] slides() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XMLSlideShow show = new XMLSlideShow()) {
      show.createSlide().createTextBox().setText("Báo cáo");
      show.write(out);
    }
    return out.toByteArray();
  }
}
