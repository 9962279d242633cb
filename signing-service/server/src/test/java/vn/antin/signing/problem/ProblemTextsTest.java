package vn.antin.signing.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProblemTextsTest {
  private static Properties texts(String file) throws IOException {
    var texts = new Properties();
    try (var in = ProblemTextsTest.class.getResourceAsStream("/" + file)) {
      assertThat(in).isNotNull();
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return texts;
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  void everyProblemHasWordsInBothLanguages(Problem problem) throws IOException {
    for (var file : new String[] {"messages.properties", "messages_en.properties"}) {
      assertThat(texts(file))
          .containsKeys(
              "problem." + problem.code() + ".title", "problem." + problem.code() + ".detail");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"messages.properties", "messages_en.properties"})
  void noWordsAreLeftOver(String file) throws IOException {
    assertThat(texts(file).stringPropertyNames())
        .filteredOn(key -> key.startsWith("problem."))
        .hasSize(2 * Problem.values().length);
  }
}
