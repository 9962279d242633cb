package vn.antin.signing.engine.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.time.Duration;
import vn.antin.signing.engine.TestSigner;

/**
 * What is said to be a time-stamp response is never taken for an answer to a question whose number
 * nobody knows. The corpus runs in every build; {@code JAZZER_FUZZ=1} with {@code
 * -Dtest=TimeStampFuzzTest} looks for more.
 */
final class TimeStampFuzzTest {

  private final TimeStampQuestion question =
      TimeStampQuestion.ask(
          TimeStampServer.of(URI.create("http://localhost/")), new byte[32], "SHA-256");

  @FuzzTest
  void answerEndsInATokenOrAnObjection(byte[] answer) {
    assertThat(question.check(answer, TestSigner.NOW, Duration.ofDays(36_500)))
        .isInstanceOfSatisfying(
            TimeStampQuestion.Objection.class,
            objection -> assertThat(objection.why()).isNotBlank());
    assertThat(TimeStampCheck.check(answer, new byte[32], "SHA-256", java.util.List.of()))
        .isNotNull();
  }
}
