package vn.antin.signing.engine.validation.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AdditionTest {

  private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

  @ParameterizedTest
  @EnumSource
  void everyKindHasVietnameseAndEnglishWords(Addition.Kind kind) {
    Addition addition = new Addition(kind, "", true);

    assertThat(addition.text(VIETNAMESE)).isNotBlank();
    assertThat(addition.text(Locale.ENGLISH)).isNotBlank().isNotEqualTo(addition.text(VIETNAMESE));
  }

  @Test
  void whatItConcernsIsNamedWhenItIsKnown() {
    assertThat(new Addition(Addition.Kind.PAGE, "3", false).text(VIETNAMESE)).isEqualTo("Trang: 3");
    assertThat(new Addition(Addition.Kind.PAGE, "", false).text(VIETNAMESE)).isEqualTo("Trang");
  }
}
