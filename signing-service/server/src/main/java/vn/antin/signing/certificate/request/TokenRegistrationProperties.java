package vn.antin.signing.certificate.request;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on registering USB tokens with a code.
 *
 * @param perMinute tries from one address in a minute, counted on each node
 */
@Validated
@ConfigurationProperties("antin.usb-token-registrations")
record TokenRegistrationProperties(@DefaultValue("20") @Min(1) int perMinute) {}
