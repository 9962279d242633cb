package vn.antin.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.Validation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/** A setting that would refuse everything, or bound nothing, stops the start. */
final class BoundsTest {
  private static List<Class<?>> settings() throws ClassNotFoundException {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    var types = new ArrayList<Class<?>>();
    for (var found : scanner.findCandidateComponents("vn.antin.signing")) {
      types.add(Class.forName(found.getBeanClassName()));
    }
    return types;
  }

  @Test
  void everyRecordOfSettingsIsValidated() throws ClassNotFoundException {
    assertThat(settings())
        .isNotEmpty()
        .allSatisfy(type -> assertThat(type).hasAnnotation(Validated.class));
  }

  @ParameterizedTest
  @CsvSource({
    "antin, heavy-work, heavyWork, 0",
    "antin.agent, at-once, atOnce, 0",
    "antin.agent, documents, documents, 0",
    "antin.agent, per-minute, perMinute, 0",
    "antin.certificate-expiry, warnings, warnings, ''",
    "antin.certificate-jobs, rows, rows, -1",
    "antin.certificate-jobs, threads, threads, 0",
    "antin.certificate-jobs, unfinished, unfinished, 0",
    "antin.est, per-day, perDay, 0",
    "antin.est, per-minute, perMinute, 0",
    "antin.documents, quota-documents, quotaDocuments, 0",
    "antin.dossiers, per-minute, perMinute, 0",
    "antin.dossiers, results, results, 0",
    "antin.requests, documents, documents, 0",
    "antin.requests, signings, signings, 0",
    "antin.requests, parallel, parallel, 0",
    "antin.requests, runs, runs, 0",
    "antin.signing-requests, documents, documents, 0",
    "antin.signing-requests, signers, signers, 0",
    "antin.signing-requests, streams, streams, 0",
    "antin.signing-requests, streams-each, streamsEach, 0",
    "antin.webhooks, at-once, atOnce, 0",
    "antin.usb-token-registrations, per-minute, perMinute, 0",
    "antin.validation, per-minute, perMinute, 0",
    "antin.vgca, at-once, atOnce, 0",
    "antin.vgca, documents, documents, 0",
    "antin.vgca, per-minute, perMinute, 0"
  })
  void aValueThatWouldRefuseEverythingIsNamed(
      String prefix, String setting, String component, String value) throws ClassNotFoundException {
    var type =
        settings().stream()
            .filter(each ->
                each.getAnnotation(ConfigurationProperties.class).value().equals(prefix)
                    && Arrays.stream(each.getRecordComponents())
                        .anyMatch(has -> has.getName().equals(component)))
            .findFirst()
            .orElseThrow();
    var binder =
        new Binder(new MapConfigurationPropertySource(Map.of(prefix + "." + setting, value)));

    try (var validators = Validation.buildDefaultValidatorFactory()) {
      var validating =
          new ValidationBindHandler(new SpringValidatorAdapter(validators.getValidator()));
      assertThatThrownBy(() -> binder.bind(prefix, Bindable.of(type), validating))
          .rootCause()
          .isInstanceOf(BindValidationException.class)
          .hasMessageContaining(component);
    }
  }
}
