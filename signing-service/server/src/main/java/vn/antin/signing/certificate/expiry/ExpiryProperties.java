package vn.antin.signing.certificate.expiry;

import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When people are warned.
 *
 * @param warnings how long before the end of a certificate
 * @param interval pause between two looks
 */
@Validated
@ConfigurationProperties("antin.certificate-expiry")
record ExpiryProperties(
    @DefaultValue({"60d", "30d", "7d"}) @NotEmpty List<Duration> warnings,
    @DefaultValue("10m") Duration interval) {
  ExpiryProperties {
    warnings = List.copyOf(warnings);
  }
}
