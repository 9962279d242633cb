package vn.antin.auth.expiry;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When certificates that end soon are written about.
 *
 * @param interval pause between two looks at signing-service's notices
 * @param hour of the day in Vietnam from which administrators and records clerks get their one mail
 */
@ConfigurationProperties("antin.certificate-notices")
@Validated
record CertificateNoticeProperties(
    @DefaultValue("10m") Duration interval, @DefaultValue("7") @Min(0) @Max(23) int hour) {}
