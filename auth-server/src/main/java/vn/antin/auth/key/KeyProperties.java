package vn.antin.auth.key;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The life of a token-signing key.
 *
 * @param rotation how long a key signs before the next one takes over
 * @param lead how long a key is published before it signs; longer than any relying party caches
 * @param keep how long a key stays published after its last signature
 */
@ConfigurationProperties("antin.keys")
@Validated
record KeyProperties(
    @DefaultValue("30d") Duration rotation,
    @DefaultValue("2d") Duration lead,
    @DefaultValue("7d") Duration keep) {
  KeyProperties {
    if (lead.isNegative() || rotation.compareTo(lead) <= 0 || keep.isNegative()) {
      throw new IllegalArgumentException(
          "antin.keys: expected rotation > lead >= 0 and keep >= 0, found rotation=%s lead=%s keep=%s"
              .formatted(rotation, lead, keep));
    }
  }
}
