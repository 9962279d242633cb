package vn.antin.auth.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How messages to other systems are delivered.
 *
 * @param workers deliveries that one node makes at the same time
 * @param perRecipient of these, to one recipient at most
 * @param limit how long one delivery may take
 * @param poll how often a node looks for messages whose next attempt has come
 * @param giveUpAfter how long a message is tried before it is dead
 * @param keepDelivered how long a delivered message can be looked at
 * @param keepDead how long a dead one can
 */
@ConfigurationProperties("antin.outbox")
@Validated
public record OutboxProperties(
    @DefaultValue("32") int workers,
    @DefaultValue("2") int perRecipient,
    @DefaultValue("30s") Duration limit,
    @DefaultValue("1s") Duration poll,
    @DefaultValue("24h") Duration giveUpAfter,
    @DefaultValue("7d") Duration keepDelivered,
    @DefaultValue("90d") Duration keepDead) {
  public OutboxProperties {
    if (workers < 1 || perRecipient < 1) {
      throw new IllegalArgumentException(
          "antin.outbox: expected at least one worker, found workers %d, per-recipient %d"
              .formatted(workers, perRecipient));
    }
  }

  /** How long a claimed message is left alone; longer than any delivery takes. */
  Duration lease() {
    return limit.plusSeconds(30);
  }
}
