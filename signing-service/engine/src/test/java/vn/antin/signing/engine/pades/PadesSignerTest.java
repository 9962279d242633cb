package vn.antin.signing.engine.pades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.Hash;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.PreparedSignature;
import vn.antin.signing.engine.TestPdfs;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.Tools;

/** The whole way of a document, judged by pdfsig. */
final class PadesSignerTest {

  private final PadesSigner signer = new PadesSigner(InstantSource.fixed(TestSigner.NOW));
  private final byte[] pdf = TestPdfs.pages(2);

  @TempDir Path directory;

  static Stream<TestSigner> signers() {
    return TestSigner.samples();
  }

  @ParameterizedTest
  @MethodSource("signers")
  void signedDocumentIsValidForPdfsig(TestSigner official) throws Exception {
    Tools.need("pdfsig", "poppler-utils");
    byte[] signed = official.signed(pdf);

    String said = pdfsig(signed);
    assertThat(said)
        .contains("Signature is Valid")
        .contains("Total document signed")
        .contains("ETSI.CAdES.detached");
  }

  @Test
  void sourceIsKeptByteForByteAndItsHashesAreTold() {
    TestSigner official = TestSigner.rsa();
    PreparedSignature prepared = prepare(official, pdf);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Completion completion =
        signer.complete(
            DocumentSource.of(pdf), prepared, official.sign(prepared.bytesToSign()), out);

    byte[] signed = out.toByteArray();
    assertThat(Arrays.copyOf(signed, pdf.length)).isEqualTo(pdf);
    assertThat(prepared.documentDigest()).isEqualTo(new Hash(Hash.digest("SHA-256").digest(pdf)));
    assertThat(completion)
        .isEqualTo(
            new Completion.Completed(
                signed.length, new Hash(Hash.digest("SHA-256").digest(signed))));
    assertThat(new String(signed, StandardCharsets.ISO_8859_1))
        .contains("/SubFilter /ETSI.CAdES.detached")
        .contains("/M (D:20261122090000+07'00')")
        .contains("/Reason")
        .contains("/Location");
  }

  @Test
  void contentsHaveExactlyTheRoomTheChainNeeds() {
    byte[] signed = TestSigner.rsa().signed(pdf);
    String text = new String(signed, StandardCharsets.ISO_8859_1);
    int begin = text.indexOf("/Contents <") + "/Contents <".length();
    String digits = text.substring(begin, text.indexOf('>', begin));

    assertThat(digits).startsWith("3082").doesNotEndWith("0000");
  }

  @Test
  void preparedSignatureIsRedeemedOnce() {
    TestSigner official = TestSigner.rsa();
    PreparedSignature prepared = prepare(official, pdf);
    byte[] value = official.sign(prepared.bytesToSign());
    assertThat(
            signer.complete(DocumentSource.of(pdf), prepared, value, new ByteArrayOutputStream()))
        .isInstanceOf(Completion.Completed.class);

    ByteArrayOutputStream second = new ByteArrayOutputStream();
    assertThat(signer.complete(DocumentSource.of(pdf), prepared, value, second))
        .isEqualTo(new Completion.Refused(Completion.Reason.ALREADY_REDEEMED));
    assertThat(second.size()).isZero();
  }

  @Test
  void wrongValueWritesNothingAndRedeemsThePreparedSignature() {
    TestSigner official = TestSigner.rsa();
    PreparedSignature prepared = prepare(official, pdf);
    byte[] value = official.sign(prepared.bytesToSign());
    value[10] ^= 1;

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(signer.complete(DocumentSource.of(pdf), prepared, value, out))
        .isEqualTo(new Completion.Refused(Completion.Reason.WRONG_SIGNATURE_VALUE));
    assertThat(out.size()).isZero();
    value[10] ^= 1;
    assertThat(signer.complete(DocumentSource.of(pdf), prepared, value, out))
        .isEqualTo(new Completion.Refused(Completion.Reason.ALREADY_REDEEMED));
  }

  @Test
  void valueOfAnotherKeyIsRefused() {
    TestSigner official = TestSigner.ec(256);
    PreparedSignature prepared = prepare(official, pdf);
    byte[] value = TestSigner.ec(256).sign(prepared.bytesToSign());

    assertThat(
            signer.complete(DocumentSource.of(pdf), prepared, value, new ByteArrayOutputStream()))
        .isEqualTo(new Completion.Refused(Completion.Reason.WRONG_SIGNATURE_VALUE));
  }

  @Test
  void documentThatChangedBetweenPrepareAndCompleteIsNotSigned() {
    TestSigner official = TestSigner.rsa();
    byte[] changing = pdf.clone();
    PreparedSignature prepared = prepare(official, sourceOver(changing));
    changing[changing.length / 2] ^= 1;
    byte[] value = official.sign(prepared.bytesToSign());

    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() ->
            signer.complete(sourceOver(changing), prepared, value, new ByteArrayOutputStream()))
        .returns(EngineException.Fault.SOURCE_CHANGED, EngineException::fault);
  }

  @Test
  void sourceThatFailsIsAnOutageNotABrokenPdf() {
    DocumentSource failing =
        new DocumentSource() {
          @Override
          public long length() {
            return 1 << 20;
          }

          @Override
          public int read(long position, ByteBuffer buffer) throws IOException {
            throw new IOException("the database is away");
          }
        };
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> signer.prepare(failing, TestSigner.rsa().request()))
        .returns(EngineException.Fault.SOURCE_UNREADABLE, EngineException::fault);
  }

  @Test
  void secondSignatureLeavesTheFirstValid() throws Exception {
    Tools.need("pdfsig", "poppler-utils");
    byte[] first = TestSigner.rsa().signed(pdf);
    byte[] second = TestSigner.ec(256).signed(first);

    assertThat(Arrays.copyOf(second, first.length)).isEqualTo(first);
    String said = pdfsig(second);
    assertThat(said.split("Signature is Valid", -1)).hasSize(3);
    assertThat(said).contains("Signature #2").contains("Total document signed");
  }

  @Test
  void changedByteIsSeenByPdfsig() throws Exception {
    Tools.need("pdfsig", "poppler-utils");
    byte[] signed = TestSigner.rsa().signed(pdf);
    signed[TestPdfs.positionInText(pdf)] ^= 1;

    assertThat(pdfsig(signed)).contains("Digest Mismatch");
  }

  private String pdfsig(byte[] document) throws IOException {
    Path file = Files.write(directory.resolve("signed.pdf"), document);
    return Tools.run("pdfsig", "-nocert", file.toString()).text();
  }

  private PreparedSignature prepare(TestSigner official, byte[] document) {
    return prepare(official, DocumentSource.of(document));
  }

  private PreparedSignature prepare(TestSigner official, DocumentSource document) {
    Preparation preparation = signer.prepare(document, official.request());
    assertThat(preparation).isInstanceOf(Preparation.Prepared.class);
    return ((Preparation.Prepared) preparation).signature();
  }

  private static DocumentSource sourceOver(byte[] bytes) {
    return new DocumentSource() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public int read(long position, ByteBuffer buffer) {
        return bytes.length > position ? copy(position, buffer) : -1;
      }

      private int copy(long position, ByteBuffer buffer) {
        int count = (int) Math.min(buffer.remaining(), bytes.length - position);
        buffer.put(bytes, (int) position, count);
        return count;
      }
    };
  }
}
