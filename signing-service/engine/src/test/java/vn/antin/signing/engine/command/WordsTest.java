package vn.antin.signing.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.Preparation;
import vn.antin.signing.engine.validation.SignatureReport.Verdict;
import vn.antin.signing.engine.validation.Validation;
import vn.antin.signing.token.SigningOutcome;

final class WordsTest {

  private static final String NAME = "vn.antin.signing.engine.command.words";

  @Test
  void everythingIsSaidInBothLanguages() throws Exception {
    assertThat(keys("words_vi")).isEqualTo(keys("words"));
    assertThat(Words.of(Locale.of("vi", "VN")).say("signed", "x")).isEqualTo("đã ký     x");
    assertThat(Words.of(Locale.FRENCH).say("signed", "x")).isEqualTo("done     x");
  }

  @Test
  void everyReasonHasWords() {
    ResourceBundle words = ResourceBundle.getBundle(NAME, Locale.ROOT);
    List<Enum<?>> reasons = new ArrayList<>();
    reasons.addAll(List.of(Preparation.Reason.values()));
    reasons.addAll(List.of(Completion.Reason.values()));
    reasons.addAll(List.of(SigningOutcome.Reason.values()));
    reasons.addAll(List.of(Validation.Reason.values()));
    assertThat(reasons)
        .allSatisfy(reason -> assertThat(words.keySet()).contains("reason." + reason.name()));
    assertThat(Verdict.values())
        .allSatisfy(verdict -> assertThat(words.keySet()).contains("verdict." + verdict));
  }

  private static Set<Object> keys(String file) throws IOException {
    Properties words = new Properties();
    try (InputStream in = Words.class.getResourceAsStream(file + ".properties")) {
      words.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
    }
    return words.keySet();
  }
}
