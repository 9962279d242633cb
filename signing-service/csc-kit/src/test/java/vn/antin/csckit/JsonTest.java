package vn.antin.csckit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonTest {
  @Test
  void whatIsWrittenIsRead() throws Exception {
    var value = Map.of("a", List.of(1L, 2.5, true, "x\"\\\n\u1ea4"), "b", Map.of());

    assertThat(Json.read(Json.write(value))).isEqualTo(value);
    assertThat(Json.read(" { \"n\" : null } ")).hasToString("{n=null}");
    assertThat(Json.read("\"\\u1ea4\"")).isEqualTo("Ấ");
  }

  @Test
  void whatIsNoJsonIsRefused() {
    for (var text :
        List.of(
            "",
            "{",
            "{\"a\":1,}",
            "[1 2]",
            "01",
            "tru",
            "\"",
            "\"\\x\"",
            "\"\\u12\"",
            "{} {}",
            "{\"a\":1,\"a\":2}",
            "\"\n\"",
            "[".repeat(1000))) {
      assertThatThrownBy(() -> Json.read(text)).as(text).isInstanceOf(Json.Malformed.class);
    }
  }
}
