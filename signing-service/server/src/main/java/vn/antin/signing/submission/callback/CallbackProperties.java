package vn.antin.signing.submission.callback;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Webhooks.
 *
 * @param allowedHosts names or addresses that may be told although they are not public; plain HTTP
 *     is taken only from these
 * @param timeout for one delivery
 * @param interval pause between two looks for what is due
 * @param firstRetry pause after the first failure; it grows fourfold each time, to an hour at most
 * @param giveUp age at which what was not taken is dead
 * @param atOnce deliveries at the same time on this node; one application has a quarter at most
 */
@Validated
@ConfigurationProperties("antin.webhooks")
record CallbackProperties(
    @DefaultValue List<String> allowedHosts,
    @DefaultValue("10s") Duration timeout,
    @DefaultValue("1s") Duration interval,
    @DefaultValue("10s") Duration firstRetry,
    @DefaultValue("24h") Duration giveUp,
    @DefaultValue("8") @Min(1) int atOnce) {
  CallbackProperties {
    allowedHosts = List.copyOf(allowedHosts);
  }
}
