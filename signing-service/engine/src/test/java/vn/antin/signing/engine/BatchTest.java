package vn.antin.signing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.antin.signing.engine.pades.PadesSigner;
import vn.antin.signing.engine.validation.SignatureReport;
import vn.antin.signing.engine.validation.SignedFile;
import vn.antin.signing.engine.validation.Validation;
import vn.antin.signing.engine.validation.Validator;
import vn.antin.signing.engine.validation.trust.TrustDomain;
import vn.antin.signing.engine.validation.trust.TrustDomains;

/** Many documents under one approval: all are prepared, then signed, then finished. */
final class BatchTest {

  private static final int DOCUMENTS = 25;

  private final TestSigner official = TestSigner.rsa();
  private final PadesSigner signer = new PadesSigner(InstantSource.fixed(TestSigner.NOW));
  private final List<byte[]> documents =
      IntStream.range(0, DOCUMENTS)
          .mapToObj(i ->
              RawPdf.onePage().stream(
                      4, "", "BT /F1 14 Tf 72 720 Td (Quyet dinh so %d) Tj ET".formatted(i))
                  .classic())
          .toList();
  private final List<PreparedSignature> prepared = documents.stream().map(this::prepared).toList();
  private final List<byte[]> values =
      prepared.stream().map(each -> official.sign(each.bytesToSign())).toList();

  @Test
  void everyDocumentOfTheBatchIsFinishedWithItsOwnValue() {
    Validator validator =
        new Validator(
            TrustDomains.of(TrustDomain.of("test", List.of(TestSigner.ROOT))),
            InstantSource.fixed(TestSigner.NOW));
    // The order of approval is not the order of completion.
    for (int i = DOCUMENTS - 1; i >= 0; i--) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertThat(complete(i, i, i, out)).isInstanceOf(Completion.Completed.class);
      assertThat(validator.validate(SignedFile.of("a.pdf", out.toByteArray())))
          .isInstanceOfSatisfying(
              Validation.Report.class,
              report ->
                  assertThat(report.signatures())
                      .extracting(SignatureReport::verdict)
                      .containsExactly(SignatureReport.Verdict.VALID));
    }
  }

  @Test
  void noTwoDocumentsOfTheBatchAreSignedByOneValue() {
    assertThat(prepared.stream().map(PreparedSignature::hash).distinct()).hasSize(DOCUMENTS);
  }

  @Test
  void valuesThatCrossAreRefusedAndNothingIsWritten() {
    for (int i = 0; i < DOCUMENTS; i++) {
      int other = (i + 1) % DOCUMENTS;
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertThat(complete(i, i, other, out))
          .isEqualTo(new Completion.Refused(Completion.Reason.WRONG_SIGNATURE_VALUE));
      assertThat(out.size()).isZero();
    }
  }

  @Test
  void preparedSignatureOfAnotherDocumentIsRefused() {
    assertThatThrownBy(() -> complete(0, 1, 1, new ByteArrayOutputStream()))
        .isInstanceOfSatisfying(
            EngineException.class,
            fault -> assertThat(fault.fault()).isEqualTo(EngineException.Fault.SOURCE_CHANGED));
  }

  @Test
  void documentOfTheBatchIsFinishedOnceAndTheOthersStayOpen() {
    List<Completion> completions = new ArrayList<>();
    for (int i : new int[] {3, 3, 4}) {
      completions.add(complete(i, i, i, new ByteArrayOutputStream()));
    }

    assertThat(completions.get(0)).isInstanceOf(Completion.Completed.class);
    assertThat(completions.get(1))
        .isEqualTo(new Completion.Refused(Completion.Reason.ALREADY_REDEEMED));
    assertThat(completions.get(2)).isInstanceOf(Completion.Completed.class);
  }

  private Completion complete(int document, int preparation, int value, ByteArrayOutputStream out) {
    return signer.complete(
        DocumentSource.of(documents.get(document)),
        prepared.get(preparation),
        values.get(value),
        out);
  }

  private PreparedSignature prepared(byte[] document) {
    Preparation preparation = signer.prepare(DocumentSource.of(document), official.request());
    assertThat(preparation).isInstanceOf(Preparation.Prepared.class);
    // Over a store, as between approval and signing.
    return PreparedSignature.decode(((Preparation.Prepared) preparation).signature().encoded());
  }
}
