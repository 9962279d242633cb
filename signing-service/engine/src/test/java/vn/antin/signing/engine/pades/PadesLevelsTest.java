package vn.antin.signing.engine.pades;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.antin.signing.engine.Augmentation;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.LongTerm;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.PreparedSignature;
import vn.antin.signing.engine.TestAuthority;
import vn.antin.signing.engine.TestAuthority.Service;
import vn.antin.signing.engine.TestDocuments;
import vn.antin.signing.engine.TestPdfs;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.Tools;
import vn.antin.signing.engine.pdf.Opening;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.PdfSignature;
import vn.antin.signing.engine.pdf.object.PdfString;

/** Signatures that can be checked for long, judged by DSS, pdfsig and qpdf. */
final class PadesLevelsTest {

  private Instant now = TestSigner.NOW;
  private final InstantSource clock = () -> now;
  private final TestAuthority authority = TestAuthority.start(clock);
  private final TestSigner official = certified(TestSigner.rsa());
  private final byte[] pdf = TestPdfs.pages(2);

  @TempDir Path directory;

  @AfterEach
  void closeAuthority() {
    authority.close();
  }

  @ParameterizedTest
  @EnumSource
  void signatureIsOfTheLevelThatWasAskedFor(Level level) throws Exception {
    byte[] signed = signed(pdf, official, level);

    DssVerdict verdict = verdict(signed);
    assertThat(verdict.signatures()).hasSize(1);
    assertThat(verdict.signatures().getFirst())
        .returns("PAdES-BASELINE-" + level.text().substring(2), DssVerdict.Signature::level)
        .returns(true, DssVerdict.Signature::intact);
    assertThat(verdict.documentTimeStamps()).isEqualTo(level == Level.B_LTA ? 1 : 0);
    if (level.atLeast(Level.B_LT)) {
      assertThat(verdict.signatures().getFirst().indication()).isEqualTo("TOTAL_PASSED");
    }
    valid(signed, level == Level.B_LTA ? 2 : 1);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "B_B")
  void signatureOfAnotherProductIsLifted(Level level) throws Exception {
    byte[] signed = signed(pdf, official, Level.B_B);
    byte[] lifted = augmented(signed, level);

    assertThat(Arrays.copyOf(lifted, signed.length)).isEqualTo(signed);
    assertThat(verdict(lifted).signatures().getFirst().intact()).isTrue();
    assertThat(verdict(lifted).signatures().getFirst().level())
        .isEqualTo("PAdES-BASELINE-" + level.text().substring(2));
    valid(lifted, level == Level.B_LTA ? 3 : 2);
  }

  @Test
  void documentTimeStampIsValidForOpenSsl() throws Exception {
    Tools.need("openssl", "openssl");
    byte[] signed = signed(pdf, official, Level.B_LTA);
    PdfSignature stamp = lastSignature(signed);
    List<Long> range = stamp.byteRange();
    ByteArrayOutputStream covered = new ByteArrayOutputStream();
    covered.write(signed, 0, Math.toIntExact(range.get(1)));
    covered.write(signed, Math.toIntExact(range.get(2)), Math.toIntExact(range.get(3)));
    assertThat(range.get(2) + range.get(3)).isEqualTo(signed.length);
    byte[] token = ((PdfString) Objects.requireNonNull(stamp.dictionary().get("Contents"))).bytes();

    Tools.Answer answer =
        Tools.run(
            "openssl",
            "ts",
            "-verify",
            "-token_in",
            "-in",
            file("token.der", token),
            "-data",
            file("covered", covered.toByteArray()),
            "-CAfile",
            file("root.pem", pem(authority.root())),
            "-untrusted",
            file("issuing.pem", pem(authority.issuing())));
    assertThat(answer.text()).contains("Verification: OK");
  }

  private String file(String name, byte[] content) throws IOException {
    return Files.write(directory.resolve(name), content).toString();
  }

  private static byte[] pem(X509Certificate certificate) throws Exception {
    return ("-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
            + "\n-----END CERTIFICATE-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static PdfSignature lastSignature(byte[] document) {
    if (!(PdfFile.open(DocumentSource.of(document)) instanceof Opening.Opened(PdfFile file))) {
      throw new AssertionError("not opened");
    }
    return file.signatureFields().getLast().signature().orElseThrow();
  }

  @Test
  void archiveTimeStampIsRenewedBeforeItGrowsOld() throws Exception {
    byte[] signed = signed(pdf, official, Level.B_LTA);
    now = now.plus(Duration.ofDays(365));
    byte[] renewed = augmented(signed, Level.B_LTA);
    now = now.plus(Duration.ofDays(365));
    byte[] again = augmented(renewed, Level.B_LTA);

    DssVerdict verdict = verdict(again);
    assertThat(verdict.documentTimeStamps()).isEqualTo(3);
    assertThat(verdict.signatures().getFirst().level()).isEqualTo("PAdES-BASELINE-LTA");
    assertThat(verdict.signatures().getFirst().indication()).isEqualTo("TOTAL_PASSED");
    valid(again, 4);
  }

  @Test
  void documentThatOpensWithoutPasswordIsArchivedEncrypted() throws Exception {
    byte[] encrypted = TestDocuments.encrypted("", "owner", 256);
    byte[] signed = signed(encrypted, official, Level.B_LTA);

    assertThat(verdict(signed).signatures().getFirst())
        .returns("PAdES-BASELINE-LTA", DssVerdict.Signature::level)
        .returns("TOTAL_PASSED", DssVerdict.Signature::indication);
    valid(signed, 2);
  }

  @Test
  void everySignatureOfAChainIsLifted() throws Exception {
    byte[] first = signed(pdf, official, Level.B_T);
    byte[] second = signed(first, certified(TestSigner.ec(256)), Level.B_LTA);

    assertThat(verdict(second).signatures())
        .hasSize(2)
        .allMatch(signature -> signature.level().equals("PAdES-BASELINE-LTA"))
        .allMatch(signature -> signature.indication().equals("TOTAL_PASSED"));
    valid(second, 3);
  }

  @Test
  void certificationThatAllowsNoChangeAllowsArchiving() throws Exception {
    byte[] certified =
        finished(
            pdf, official, PadesRequest.of(official.signer()).certifying(Certification.NO_CHANGES));
    byte[] lifted = augmented(augmented(certified, Level.B_T), Level.B_LTA);

    assertThat(verdict(lifted).signatures().getFirst().indication()).isEqualTo("TOTAL_PASSED");
  }

  @Test
  void outageOfTheTimeStampServerCostsNoSignature() {
    PadesSigner signer = signer();
    PreparedSignature prepared = prepared(signer, pdf, Level.B_T);
    byte[] value = official.sign(prepared.bytesToSign());
    authority.fail(Service.TSA);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(signer.complete(DocumentSource.of(pdf), prepared, value, out))
        .isEqualTo(new Completion.Refused(Completion.Reason.TIME_STAMP_UNAVAILABLE));
    assertThat(out.size()).isZero();

    authority.behave(Service.TSA, TestAuthority.Behaviour.NORMAL);
    assertThat(signer.complete(DocumentSource.of(pdf), prepared, value, out))
        .isInstanceOf(Completion.Completed.class);
  }

  @Test
  void valueIsKeptAtALowerLevelWhenTheHigherCannotBeHad() throws Exception {
    PadesSigner signer = signer();
    PreparedSignature prepared = prepared(signer, pdf, Level.B_LTA);
    byte[] value = official.sign(prepared.bytesToSign());
    authority.fail(Service.TSA);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(signer.complete(DocumentSource.of(pdf), prepared, value, out))
        .isEqualTo(new Completion.Refused(Completion.Reason.TIME_STAMP_UNAVAILABLE));

    assertThat(signer.complete(DocumentSource.of(pdf), prepared, Level.B_B, value, out))
        .isInstanceOf(Completion.Completed.class);
    assertThat(PadesSigner.level(prepared)).isEqualTo(Level.B_LTA);
    assertThat(verdict(out.toByteArray()).signatures().getFirst().level())
        .isEqualTo("PAdES-BASELINE-B");
    valid(out.toByteArray(), 1);
  }

  @Test
  void signatureOfARevokedCertificateIsNotFinished() {
    PadesSigner signer = signer();
    PreparedSignature prepared = prepared(signer, pdf, Level.B_LT);
    byte[] value = official.sign(prepared.bytesToSign());
    authority.revoke(official.chain().getFirst(), now.minus(Duration.ofDays(1)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThat(signer.complete(DocumentSource.of(pdf), prepared, value, out))
        .isEqualTo(new Completion.Refused(Completion.Reason.CERTIFICATE_REVOKED));
    assertThat(out.size()).isZero();
  }

  @Test
  void levelThatNothingIsConfiguredForIsRefused() {
    assertThat(
            new PadesSigner(clock)
                .prepare(
                    DocumentSource.of(pdf),
                    PadesRequest.of(official.signer()).withLevel(Level.B_T)))
        .isInstanceOfSatisfying(
            Preparation.Refused.class,
            refused ->
                assertThat(refused.reason()).isEqualTo(Preparation.Reason.LEVEL_NOT_OFFERED));
  }

  @Test
  void documentWithoutSignatureIsNotLifted() {
    assertThat(
            augmentation().augment(DocumentSource.of(pdf), Level.B_T, new ByteArrayOutputStream()))
        .isInstanceOfSatisfying(
            Augmentation.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Augmentation.Reason.NOT_SIGNED));
  }

  private TestSigner certified(TestSigner like) {
    return new TestSigner(
        like.keys(),
        authority.certify(
            like.chain().getFirst().getSubjectX500Principal().getName(), like.keys().getPublic()),
        like.algorithm());
  }

  private PadesSigner signer() {
    return new PadesSigner(clock, new LongTerm(authority.timeStamps(), authority.revocation()));
  }

  private PadesAugmentation augmentation() {
    return new PadesAugmentation(
        new LongTerm(authority.timeStamps(), authority.revocation()), clock);
  }

  private byte[] signed(byte[] document, TestSigner by, Level level) {
    return finished(document, by, PadesRequest.of(by.signer()).withLevel(level));
  }

  private byte[] finished(byte[] document, TestSigner by, PadesRequest request) {
    PadesSigner signer = signer();
    Preparation preparation = signer.prepare(DocumentSource.of(document), request);
    assertThat(preparation).isInstanceOf(Preparation.Prepared.class);
    PreparedSignature prepared =
        PreparedSignature.decode(((Preparation.Prepared) preparation).signature().encoded());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(
            signer.complete(
                DocumentSource.of(document), prepared, by.sign(prepared.bytesToSign()), out))
        .isInstanceOf(Completion.Completed.class);
    return out.toByteArray();
  }

  private PreparedSignature prepared(PadesSigner signer, byte[] document, Level level) {
    Preparation preparation =
        signer.prepare(
            DocumentSource.of(document), PadesRequest.of(official.signer()).withLevel(level));
    assertThat(preparation).isInstanceOf(Preparation.Prepared.class);
    return ((Preparation.Prepared) preparation).signature();
  }

  private byte[] augmented(byte[] document, Level level) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(augmentation().augment(DocumentSource.of(document), level, out))
        .isInstanceOf(Augmentation.Augmented.class);
    return out.toByteArray();
  }

  private DssVerdict verdict(byte[] document) {
    return DssVerdict.of(document, now.plus(Duration.ofHours(1)), authority.root());
  }

  private void valid(byte[] document, int signatures) throws Exception {
    Tools.need("pdfsig", "poppler-utils");
    Tools.need("qpdf", "qpdf");
    Path file = Files.write(directory.resolve("signed.pdf"), document);
    String said = Tools.run("pdfsig", "-nocert", file.toString()).text();
    assertThat(said).contains("Signature #" + signatures).contains("Signature is Valid");
    assertThat(said).doesNotContain("Digest Mismatch");
    assertThat(Tools.run("qpdf", "--check", file.toString()).exit()).isZero();
  }
}
