package vn.antin.house;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every text of the pages is in both languages, and said somewhere. */
final class MessagesTest {
  private static final Pattern LITERAL = Pattern.compile("\"([A-Za-z][\\w.-]*)\"");

  /** A key begun in the code: {@code "people.reason." + reason}. */
  private static final Pattern BEGUN = Pattern.compile("\"([a-z][\\w.-]*\\.)\"\\s*\\+");

  /** A key that a template names outright. */
  private static final Pattern SAID =
      Pattern.compile("\\b(?:text|say)\\(\"([a-z][\\w.-]*[\\w])\"\\s*[,)]");

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]+");

  /** A word with a letter that English does without. */
  private static final Pattern VIETNAMESE = Pattern.compile("\\p{L}*[\\p{L}&&[^A-Za-z]]\\p{L}*");

  /** Words that no Vietnamese text uses, because the glossary in docs/screens.md has another. */
  private static final Pattern OTHER_TERMS =
      Pattern.compile(
          String.join(
              "|",
              "ứng dụng tạo mã",
              "mã dự phòng",
              "khóa đăng nhập",
              "khóa truy cập",
              "người quản trị",
              "số căn cước",
              "hai yếu tố",
              "diễn tập",
              "chứng chỉ",
              "chứng thư(?! số)",
              "đơn vị cấp phát",
              "cơ quan cấp(?! trên)",
              "khoá(?!ng)"));

  @ParameterizedTest
  @ValueSource(
      strings = {"auth-server", "admin-ui", "signing-service/server", "signing-service/engine"})
  void bothLanguagesHaveTheSameKeys(String module) {
    for (Path english : bundles(module, "_en.properties")) {
      Path base = english.resolveSibling(english.getFileName().toString().replace("_en.", "."));
      assertThat(keys(english)).as(Sources.relative(base)).isEqualTo(keys(base)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth-server", "admin-ui", "signing-service/server"})
  void everyKeyIsSaidSomewhere(String module) {
    String code = code(path -> path.startsWith(module + "/src/main/"));
    Set<String> literals = all(LITERAL, code);
    Set<String> begun = all(BEGUN, code);
    // The rest of a key begun here may be a value of any of the programs, or a status.
    Set<String> words =
        all(WORD, code(path -> path.contains("/src/main/")).toLowerCase(Locale.ROOT));

    assertThat(pageTexts(module))
        .filteredOn(key ->
            !literals.contains(key)
                && begun.stream()
                    .filter(key::startsWith)
                    .noneMatch(start -> known(key.substring(start.length()), words)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth-server", "admin-ui"})
  void everyKeyThatATemplateSaysExists(String module) {
    assertThat(pageTexts(module))
        .containsAll(all(SAID, code(path -> path.startsWith(module + "/src/main/jte/"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth-server", "admin-ui"})
  void templatesHaveNoVietnameseOfTheirOwn(String module) {
    assertThat(all(VIETNAMESE, code(path -> path.startsWith(module + "/src/main/jte/"))))
        .as("the product's name and the name of the language")
        .containsExactlyInAnyOrder("Ấn", "Tín", "Tiếng", "Việt");
  }

  @Test
  void oneThingHasOneVietnameseName() {
    assertThat(
            Stream.of("auth-server", "admin-ui", "signing-service/server", "signing-service/engine")
                .flatMap(module -> bundles(module, ".properties").stream())
                .filter(bundle -> !bundle.toString().endsWith("_en.properties"))
                .flatMap(bundle -> Sources.lines(bundle).stream())
                .filter(line -> OTHER_TERMS.matcher(line.toLowerCase(Locale.ROOT)).find()))
        .as("the glossary in docs/screens.md has the term to use")
        .isEmpty();
  }

  private static boolean known(String rest, Set<String> words) {
    return Stream.of(rest.toLowerCase(Locale.ROOT).split("[._-]"))
        .allMatch(part -> part.matches("\\d+") || words.contains(part));
  }

  private static Set<String> pageTexts(String module) {
    return bundles(module, "_en.properties").stream()
        .flatMap(bundle -> keys(bundle).stream())
        .collect(toCollection(TreeSet::new));
  }

  private static List<Path> bundles(String module, String ending) {
    return Sources.files(
        path -> path.startsWith(module + "/src/main/resources/") && path.endsWith(ending));
  }

  private static Set<String> keys(Path bundle) {
    Properties texts = new Properties();
    try {
      texts.load(new StringReader(String.join("\n", Sources.lines(bundle))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TreeSet<>(texts.stringPropertyNames());
  }

  private static String code(Predicate<String> relativePath) {
    return Sources.files(path -> relativePath.test(path) && path.matches(".*\\.(java|jte|js|sql)"))
        .stream()
        .map(file -> String.join("\n", Sources.lines(file)))
        .collect(joining("\n"));
  }

  private static Set<String> all(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.groupCount() > 0 ? match.group(1) : match.group())
        .collect(toCollection(TreeSet::new));
  }
}
