package vn.antin.auth.org.power;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Acts that need two administrators.
 *
 * @param proposalLifetime how long a proposal waits for a second administrator
 * @param loneAdministrator whether an administrator's proposal is carried out at once while nobody
 *     else could decide on it; for installations that have one administrator yet
 */
@ConfigurationProperties("antin.power")
@Validated
record PowerProperties(
    @DefaultValue("72h") Duration proposalLifetime,
    @DefaultValue("false") boolean loneAdministrator) {
  public PowerProperties {
    if (!proposalLifetime.isPositive()) {
      throw new IllegalArgumentException("proposal-lifetime: expected a positive duration");
    }
  }
}
