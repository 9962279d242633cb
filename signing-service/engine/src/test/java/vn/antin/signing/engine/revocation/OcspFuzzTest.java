package vn.antin.signing.engine.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import vn.antin.signing.engine.TestSigner;

/**
 * What is said to be an OCSP response is news only when the issuer or its delegate signed it. The
 * corpus runs in every build; {@code JAZZER_FUZZ=1} with {@code -Dtest=OcspFuzzTest} looks for
 * more.
 */
final class OcspFuzzTest {

  private final OcspQuestion question =
      OcspQuestion.ask(TestSigner.rsa().chain().getFirst(), TestSigner.ROOT);

  @FuzzTest
  void answerEndsInNewsOrAnObjection(byte[] answer) {
    try {
      News news = question.check(answer, TestSigner.NOW, RevocationLimits.defaults());
      throw new AssertionError("Nobody signed " + news);
    } catch (UnacceptableAnswer e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
