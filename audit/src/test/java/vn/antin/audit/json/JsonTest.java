package vn.antin.audit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  private static final int ROUNDS = Boolean.getBoolean("antin.long") ? 2_000_000 : 100_000;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": 1, \"b\": [true, false, null]} | {\"a\":1,\"b\":[true,false,null]}",
        "\"\\u0041\\n\\/\\\"\" | \"A\\n/\\\"\"",
        "\"Ấn Tín\" | \"Ấn Tín\"",
        "[-0.5e+3, 10, []] | [-0.5e+3,10,[]]",
        "{} | {}"
      })
  void valueIsReadAndWrittenOnOneLine(String text, String written) {
    assertThat(Json.parse(text)).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{\"a\":1,\"a\":2}",
        "{a:1}",
        "'a'",
        "\"\n\"",
        "\"\\x\"",
        "\"\\u00g0\"",
        "\"\\u00",
        "01",
        "+1",
        "1.",
        ".5",
        "1e",
        "--1",
        "tru",
        "truee",
        "1 2",
        "[1] x",
        "\"open",
        "NaN"
      })
  void whatIsNotJsonIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Json.parse(text));
  }

  @Test
  void depthIsBounded() {
    assertThat(Json.parse("[".repeat(30) + "]".repeat(30))).isInstanceOf(Json.Items.class);
    assertThatIllegalArgumentException().isThrownBy(() -> Json.parse("[".repeat(100_000)));
  }

  @Test
  void longNumberIsReadInTime() {
    assertThat(Json.parse("1".repeat(1_000_000))).isInstanceOf(Json.Numeral.class);
  }

  @Test
  void memberThatIsNotAsAskedIsNamed() {
    Json.Members members = Json.parseMembers("{\"a\": 1.5, \"b\": null, \"c\": \"x\"}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> members.whole("a"))
        .withMessageContaining("\"a\"");
    assertThatIllegalArgumentException().isThrownBy(() -> members.text("a"));
    assertThatIllegalArgumentException().isThrownBy(() -> members.text("absent"));
    assertThatIllegalArgumentException().isThrownBy(() -> members.members("c"));
    assertThatIllegalArgumentException().isThrownBy(() -> members.wholes("c"));
    assertThat(members.textOrNull("b")).isNull();
    assertThat(members.textOrNull("c")).isEqualTo("x");
  }

  /** Whatever the bytes, reading ends with a value or a refusal, and a value survives writing. */
  @Test
  void changedTextIsReadOrRefusedButNeverElse() {
    String whole =
        Json.Members.ofTexts(Map.of("tên", "Nguyễn \"A\" \\ \t\u0001", "k", "\uD83D\uDE00")) + "";
    String seed = "{\"a\":" + whole + ",\"b\":[1,-2.5e7,true,null,\"\\u12aB\"]}";
    Random random = new Random(7);
    for (int i = 0; i < ROUNDS; i++) {
      StringBuilder text = new StringBuilder(seed);
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, "{}[]\",:\\0e-u ".charAt(random.nextInt(13)));
          default -> text.setCharAt(at, (char) random.nextInt(0x200));
        }
      }
      Json value;
      try {
        value = Json.parse(text.toString());
      } catch (IllegalArgumentException e) {
        continue;
      }
      assertThat(Json.parse(value.toString())).isEqualTo(value);
    }
  }
}
