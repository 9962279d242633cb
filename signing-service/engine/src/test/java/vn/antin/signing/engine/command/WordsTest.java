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
import vn.antin.signing.engine.appearance.Layout;
import vn.antin.signing.engine.appearance.Warning;
import vn.antin.signing.engine.appearance.content.PictureReading;
import vn.antin.signing.engine.container.ContainerFault;
import vn.antin.signing.engine.validation.SignatureReport.Verdict;
import vn.antin.signing.engine.validation.Validation;
import vn.antin.signing.engine.xml.XmlFault;
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
    List<Enum<?>> closer = new ArrayList<>();
    closer.addAll(List.of(Layout.Reason.values()));
    closer.addAll(List.of(XmlFault.values()));
    closer.addAll(List.of(ContainerFault.values()));
    closer.addAll(List.of(PictureReading.Reason.values()));
    assertThat(closer)
        .allSatisfy(each -> assertThat(words.keySet()).contains("detail." + each.name()));
    assertThat(Warning.Kind.values())
        .allSatisfy(kind -> assertThat(words.keySet()).contains("look." + kind));
    assertThat(Verdict.values())
        .allSatisfy(verdict -> assertThat(words.keySet()).contains("verdict." + verdict));
  }

  @Test
  void closerReasonIsSaidInTheReadersWords() {
    assertThat(
            Words.of(Locale.ENGLISH)
                .because(Preparation.Reason.APPEARANCE, "TEXT_NOT_FOUND: CHỦ TỊCH"))
        .isEqualTo(
            "the appearance cannot be drawn there (this text is not in the document: CHỦ TỊCH)");
    assertThat(Words.of(Locale.of("vi")).because(Preparation.Reason.HOSTILE, "BOMB"))
        .isEqualTo("được dựng để tiêu tốn tài nguyên (chứa tệp nở ra quá lớn)");
  }

  private static Set<Object> keys(String file) throws IOException {
    Properties words = new Properties();
    try (InputStream in = Words.class.getResourceAsStream(file + ".properties")) {
      words.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
    }
    return words.keySet();
  }
}
