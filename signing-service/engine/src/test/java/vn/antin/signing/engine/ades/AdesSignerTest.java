package vn.antin.signing.engine.ades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static vn.antin.signing.engine.ades.Signing.LETTER;
import static vn.antin.signing.engine.ades.Signing.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.PreparedSignature;
import vn.antin.signing.engine.TestSigner;
import vn.antin.signing.engine.ades.AdesRequest.XadesPackaging;

/** What must hold of the two steps in every format. */
final class AdesSignerTest {

  private final AdesSigner signer = new AdesSigner(InstantSource.fixed(TestSigner.NOW), null);
  private final TestSigner official = TestSigner.rsa();
  private final AdesRequest detached =
      new AdesRequest.Cades(official.signer(), Level.B_B, Claims.NONE, false, false);
  private final AdesRequest enveloped =
      new AdesRequest.Xades(official.signer(), Level.B_B, Claims.NONE, XadesPackaging.ENVELOPED);

  @Test
  void preparedSignatureIsRedeemedOnceAndOnlyWithTheSignersValue() {
    PreparedSignature prepared = prepared(LETTER, detached);
    byte[] value = official.sign(prepared.bytesToSign());
    value[10] ^= 1;
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThat(signer.complete(List.of(LETTER), prepared, value, out))
        .isEqualTo(new Completion.Refused(Completion.Reason.WRONG_SIGNATURE_VALUE));
    value[10] ^= 1;
    assertThat(signer.complete(List.of(LETTER), prepared, value, out))
        .isEqualTo(new Completion.Refused(Completion.Reason.ALREADY_REDEEMED));
    assertThat(out.size()).isZero();
  }

  @Test
  void otherDocumentIsNotCompleted() {
    PreparedSignature prepared = prepared(LETTER, detached);

    for (NamedDocument other :
        List.of(document(LETTER.name(), "khác"), new NamedDocument("a", LETTER.source()))) {
      PreparedSignature again = PreparedSignature.decode(prepared.encoded());
      assertThatExceptionOfType(EngineException.class)
          .isThrownBy(() ->
              signer.complete(
                  List.of(other),
                  again,
                  official.sign(again.bytesToSign()),
                  OutputStream.nullOutputStream()))
          .returns(EngineException.Fault.SOURCE_CHANGED, EngineException::fault);
    }
  }

  @Test
  void preparedSignatureOfAnotherFormatIsNotCompleted() {
    PreparedSignature prepared = prepared(LETTER, detached);
    PreparedSignature foreign =
        new PreparedSignature(
            "pades",
            official.signer(),
            prepared.bytesToSign(),
            prepared.documentDigest(),
            prepared.state());
    PreparedSignature garbled =
        new PreparedSignature(
            "ades",
            official.signer(),
            prepared.bytesToSign(),
            prepared.documentDigest(),
            new byte[] {1, 2, 3});

    for (PreparedSignature other : List.of(foreign, garbled)) {
      assertThatExceptionOfType(EngineException.class)
          .isThrownBy(() ->
              signer.complete(
                  List.of(LETTER), other, new byte[256], OutputStream.nullOutputStream()))
          .returns(EngineException.Fault.NOT_A_PREPARED_SIGNATURE, EngineException::fault);
    }
  }

  @Test
  void sourceThatFailsIsAnOutage() {
    NamedDocument failing =
        new NamedDocument(
            "a.xml",
            new DocumentSource() {
              @Override
              public long length() {
                return 1000;
              }

              @Override
              public int read(long position, ByteBuffer buffer) throws IOException {
                throw new IOException("the database is away");
              }
            });

    for (AdesRequest request : List.of(detached, enveloped)) {
      assertThatExceptionOfType(EngineException.class)
          .isThrownBy(() -> signer.prepare(List.of(failing), request))
          .returns(EngineException.Fault.SOURCE_UNREADABLE, EngineException::fault);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>",
        "<a xmlns:ds='http://www.w3.org/2000/09/xmldsig#'><b Id='x'/><c Id='x'/>"
            + "<ds:Signature><ds:Reference URI='#x'/></ds:Signature></a>"
      })
  void hostileXmlIsRefused(String xml) {
    assertThat(reason(document("a.xml", xml), enveloped)).isEqualTo(Preparation.Reason.HOSTILE);
  }

  @Test
  void whatIsTooLargeOrOfAnotherFormatIsRefused() {
    assertThat(reason(document("a.xml", "no XML"), enveloped))
        .isEqualTo(Preparation.Reason.WRONG_FORMAT);
    assertThat(reason(new NamedDocument("a.xml", zeros(17 << 20)), enveloped))
        .isEqualTo(Preparation.Reason.TOO_LARGE);
    assertThat(
            reason(
                new NamedDocument("a", zeros(33 << 20)),
                new AdesRequest.Cades(official.signer(), Level.B_B, Claims.NONE, true, false)))
        .isEqualTo(Preparation.Reason.TOO_LARGE);
    assertThat(
            reason(LETTER, new AdesRequest.OpenDocument(official.signer(), Level.B_B, Claims.NONE)))
        .isEqualTo(Preparation.Reason.WRONG_FORMAT);
    assertThat(
            reason(LETTER, new AdesRequest.Counter(official.signer(), Level.B_B, Claims.NONE, 0)))
        .isEqualTo(Preparation.Reason.WRONG_FORMAT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../a", "/a", "a//b", "C:a", "a\\b", "a\nb", "."})
  void nameThatLeadsElsewhereIsNoName(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> document(name, "x"));
  }

  private PreparedSignature prepared(NamedDocument document, AdesRequest request) {
    Preparation preparation = signer.prepare(List.of(document), request);
    assertThat(preparation).isInstanceOf(Preparation.Prepared.class);
    return ((Preparation.Prepared) preparation).signature();
  }

  private Preparation.Reason reason(NamedDocument document, AdesRequest request) {
    Preparation preparation = signer.prepare(List.of(document), request);
    assertThat(preparation).isInstanceOf(Preparation.Refused.class);
    return ((Preparation.Refused) preparation).reason();
  }

  private static DocumentSource zeros(long length) {
    return new DocumentSource() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public int read(long position, ByteBuffer buffer) {
        int count = (int) Math.min(buffer.remaining(), length - position);
        if (count <= 0) {
          return -1;
        }
        buffer.put(new byte[count]);
        return count;
      }
    };
  }
}
