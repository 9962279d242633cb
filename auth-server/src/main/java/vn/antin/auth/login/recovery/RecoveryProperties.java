package vn.antin.auth.login.recovery;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How lost passwords and factors are replaced.
 *
 * @param self whether officials may do it by themselves, with a second factor
 * @param mailAlone whether a code by mail is enough for officials who have no second factor; then
 *     whoever reads an official's mail has their account
 * @param link how long a mailed link is good
 * @param slip how long a recovery that ends on paper may take
 * @param perName how often in an hour one network address may begin one for the same name
 * @param perAddress how often in an hour it may begin one at all (IPv6: its /64)
 */
@ConfigurationProperties("antin.recovery")
@Validated
record RecoveryProperties(
    @DefaultValue("true") boolean self,
    @DefaultValue("false") boolean mailAlone,
    @DefaultValue("4h") Duration link,
    @DefaultValue("24h") Duration slip,
    @DefaultValue("3") @Positive int perName,
    @DefaultValue("30") @Positive int perAddress) {
  public RecoveryProperties {
    if (!link.isPositive() || !slip.isPositive()) {
      throw new IllegalArgumentException("antin.recovery: expected positive durations");
    }
  }
}
