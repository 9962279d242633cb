package vn.antin.signing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.Arrays;
import vn.antin.signing.engine.pades.PadesSigner;

/**
 * Foreign bytes end in a verdict, never in an exception. The corpus runs in every build; {@code
 * JAZZER_FUZZ=1} with {@code -Dtest=PdfFuzzTest} looks for more.
 */
final class PdfFuzzTest {

  private final TestSigner official = TestSigner.ec(256);
  private final PdfInspector inspector = new PdfInspector();
  private final PadesSigner signer = new PadesSigner(InstantSource.fixed(TestSigner.NOW));

  @FuzzTest
  void documentEndsInAVerdict(byte[] bytes) {
    DocumentSource document = DocumentSource.of(bytes);
    assertThat(inspector.inspect(document)).isNotNull();
    if (signer.prepare(document, official.request())
        instanceof Preparation.Prepared(PreparedSignature prepared)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertThat(signer.complete(document, prepared, official.sign(prepared.bytesToSign()), out))
          .isInstanceOf(Completion.Completed.class);
      assertThat(Arrays.copyOf(out.toByteArray(), bytes.length)).isEqualTo(bytes);
    }
  }
}
