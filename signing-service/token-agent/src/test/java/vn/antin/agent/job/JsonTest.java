package vn.antin.agent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class JsonTest {

  @Test
  void valuesAreReadAsTheyAreMeant() throws Exception {
    Json read =
        Json.parse(
            " {\"a\": [1, -2, \"\\u0110\\n\\\"\"], \"b\":{\"c\":null}, \"d\":true,\"e\":[],\"f\":{}}");

    assertThat(read.items("a"))
        .containsExactly(new Json.Whole(1), new Json.Whole(-2), new Json.Text("Đ\n\""));
    assertThat(read.member("b").member("c")).isEqualTo(new Json.Word());
    assertThat(read.items("e")).isEmpty();
    assertThatThrownBy(() -> read.text("a")).isInstanceOf(JobRefused.class);
    assertThatThrownBy(() -> read.whole("z")).isInstanceOf(JobRefused.class);
  }

  @Test
  void whatIsNotQuiteJsonIsRefused() {
    for (String text :
        List.of(
            "",
            "{",
            "[1",
            "{\"a\"}",
            "{\"a\":1,}",
            "[,]",
            "[1 2]",
            "{\"a\":1,\"a\":2}",
            "\"\\x\"",
            "\"\\u12\"",
            "1.5",
            "1e3",
            "99999999999999999999",
            "tru",
            "{} {}",
            "\"a",
            "\"\n\"",
            "[".repeat(40) + "]".repeat(40))) {
      assertThatThrownBy(() -> Json.parse(text)).as(text).isInstanceOf(JobRefused.class);
    }
  }

  @Test
  void rubbishIsRefusedAndNothingElseHappens() {
    Random random = new Random(4711);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length && round % 2 == 0; i++) {
        bytes[i] = (byte) "{}[]\",:\\u01-tfn ".charAt((bytes[i] & 0xff) % 16);
      }
      try {
        assertThat(Json.parse(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)))
            .isNotNull();
        DerReader.read(bytes);
      } catch (JobRefused e) {
        assertThat(e.words()).isNotEmpty();
      }
      try {
        SignedAttributes.check(bytes, bytes, bytes);
        throw new AssertionError("rubbish was taken for signed attributes");
      } catch (JobRefused e) {
        assertThat(e.words()).isNotEmpty();
      }
    }
  }
}
