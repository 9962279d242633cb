package vn.antin.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {
  private static final List<String> BUNDLES =
      List.of(
          "messages",
          "applications-messages",
          "notices-messages",
          "powers-messages",
          "units-messages",
          "people-messages",
          "imports-messages",
          "recovery-messages",
          "policies-messages");
  private static final Pattern KEY = Pattern.compile("text(?:Or)?\\(\"([a-z.-]+[a-z])\"");

  @Test
  void featuresUseOnlyWhatTheySay() {
    ApplicationModules.of(AdminApplication.class).verify();
  }

  @Test
  void bothLanguagesHaveTheSameSentences() throws IOException {
    for (var bundle : BUNDLES) {
      assertThat(keys(bundle + ".properties")).isEqualTo(keys(bundle + "_en.properties"));
    }
  }

  @Test
  void everySentenceOfATemplateExists() throws IOException {
    var known = new TreeSet<String>();
    for (var bundle : BUNDLES) {
      known.addAll(keys(bundle + ".properties"));
    }
    try (var templates = Files.walk(Path.of("src/main/jte"))) {
      for (var template : templates.filter(Files::isRegularFile).toList()) {
        var matcher = KEY.matcher(Files.readString(template));
        while (matcher.find()) {
          assertThat(known).as("%s", template).contains(matcher.group(1));
        }
      }
    }
  }

  private static Set<String> keys(String file) throws IOException {
    var properties = new Properties();
    try (var reader =
        Files.newBufferedReader(Path.of("src/main/resources", file), StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return new TreeSet<>(properties.stringPropertyNames());
  }
}
