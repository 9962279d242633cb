package vn.antin.auth.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EntityTagTest {
  @Test
  void versionGoesThereAndBack() {
    assertThat(EntityTag.demanded(EntityTag.of(42))).isEqualTo(42);
  }

  @Test
  void changeWithoutAVersionIsRefused() {
    assertThatThrownBy(() -> EntityTag.demanded(null))
        .isInstanceOfSatisfying(
            ApiProblem.class,
            problem -> assertThat(problem.getStatusCode().value()).isEqualTo(428));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "W/\"1\"", "1", "\"x\"", "\"1\", \"2\"", "\"99999999999999999999\""})
  void whatCannotBeOursDoesNotMatch(String tag) {
    assertThatThrownBy(() -> EntityTag.demanded(tag))
        .isInstanceOfSatisfying(
            ApiProblem.class,
            problem -> assertThat(problem.getStatusCode().value()).isEqualTo(412));
  }

  @Test
  void cursorGoesThereAndBackAndNothingElseIsOne() {
    assertThat(Cursor.read(Cursor.of("Đào", "", "Lê"), 3)).containsExactly("Đào", "", "Lê");
    for (String other : List.of("", "?", "a", Cursor.of("one"), "x".repeat(5000))) {
      assertThatThrownBy(() -> Cursor.read(other, 3)).isInstanceOf(ApiProblem.class);
    }
  }

  @Test
  void pageNamesThePlaceOfItsLastItemWhenMoreFollow() {
    assertThat(KeysetPage.of(List.of(1, 2, 3), 2, String::valueOf).next()).isEqualTo("2");
    assertThat(KeysetPage.of(List.of(1, 2), 2, String::valueOf).next()).isNull();
  }
}
