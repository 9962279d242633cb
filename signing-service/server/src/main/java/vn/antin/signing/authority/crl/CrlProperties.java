package vn.antin.signing.authority.crl;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Revocation lists.
 *
 * @param fullEvery time between two full lists, when nothing was taken back meanwhile
 * @param fullValid how long a full list says it is good
 * @param deltaEvery time between two delta lists
 * @param deltaValid how long a delta list says it is good
 * @param cached how long others may keep a list at most without asking again
 */
@ConfigurationProperties("antin.authority.crl")
record CrlProperties(
    @DefaultValue("24h") Duration fullEvery,
    @DefaultValue("72h") Duration fullValid,
    @DefaultValue("1h") Duration deltaEvery,
    @DefaultValue("6h") Duration deltaValid,
    @DefaultValue("1m") Duration cached) {
  CrlProperties {
    if (fullValid.compareTo(fullEvery) <= 0 || deltaValid.compareTo(deltaEvery) <= 0) {
      throw new IllegalArgumentException(
          "antin.authority.crl: a list must be valid for longer than until the next is made");
    }
  }
}
