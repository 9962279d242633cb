package vn.antin.auth.oauth2.registration;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whether and how far clients register themselves.
 *
 * @param mode {@code closed}, with an initial access {@code token}, or {@code open}
 * @param scopes what a client that registered itself may ask for
 * @param perAddress registrations that one network address (IPv6: its /64) may send in a row
 * @param addressWindow in which an address gets all of them back
 * @param unused clients that have registered and never been used: no more than this many
 * @param unusedLifetime a client that was not used within it is removed
 */
@ConfigurationProperties("antin.registration")
@Validated
record RegistrationProperties(
    @DefaultValue("closed") @NotNull Mode mode,
    @DefaultValue({"openid", "profile", "email", "address", "phone"}) List<String> scopes,
    @DefaultValue("20") @Positive int perAddress,
    @DefaultValue("1h") Duration addressWindow,
    @DefaultValue("1000") @Positive int unused,
    @DefaultValue("24h") Duration unusedLifetime) {
  RegistrationProperties {
    scopes = List.copyOf(scopes);
  }

  enum Mode {
    CLOSED,
    TOKEN,
    OPEN
  }
}
