package vn.antin.signing.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonEntryTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        " [ ] ",
        "{\"a\":{\"a\":[1,-2.5e+3,true,null,\"\\u1ea4n\\n\"]},\"b\":\"\"}",
        "\"x\"",
        "0",
        "[[],{},[{}]]"
      })
  void strictJsonIsSound(String text) {
    assertThat(inspect(text)).isEqualTo(JsonInspection.SOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[",
        "[1,]",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "[1 2]",
        "{} {}",
        "01",
        "'x'",
        "\"\n\"",
        "\"\\x\"",
        "nul",
        "[1}",
        "{\"a\":1]",
        "//x",
        "\"\\u12g4\"",
        "{,}",
        "]"
      })
  void whatIsNotStrictIsNotJson(String text) {
    assertThat(inspect(text)).isEqualTo(JsonInspection.NOT_JSON);
  }

  @Test
  void depthHasAnEnd() {
    assertThat(inspect("[".repeat(64) + "]".repeat(64))).isEqualTo(JsonInspection.SOUND);
    assertThat(inspect("[".repeat(1_000_000))).isEqualTo(JsonInspection.TOO_DEEP);
    assertThat(inspect("{\"a\":".repeat(100_000))).isEqualTo(JsonInspection.TOO_DEEP);
  }

  @Test
  void membersOfOneNameAreSeenThroughEscapes() {
    assertThat(inspect("{\"a\":1,\"b\":2,\"\\u0061\":3}"))
        .isEqualTo(JsonInspection.DUPLICATE_MEMBER);
    assertThat(inspect("[{\"a\":1},{\"a\":2}]")).isEqualTo(JsonInspection.SOUND);
  }

  private static JsonInspection inspect(String text) {
    return JsonEntry.inspect(text.getBytes(StandardCharsets.UTF_8));
  }
}
