package vn.antin.signing.authority.crl;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import vn.antin.signing.problem.ConfigurationFault;

/**
 * Revocation lists.
 *
 * @param fullEvery time between two full lists, when nothing was taken back meanwhile
 * @param fullValid how long a full list says it is good
 * @param deltaEvery time between two delta lists
 * @param deltaValid how long a delta list says it is good
 * @param cached how long others may keep a list at most without asking again
 */
@Validated
@ConfigurationProperties("antin.authority.crl")
record CrlProperties(
    @DefaultValue("24h") Duration fullEvery,
    @DefaultValue("72h") Duration fullValid,
    @DefaultValue("1h") Duration deltaEvery,
    @DefaultValue("6h") Duration deltaValid,
    @DefaultValue("1m") Duration cached) {
  CrlProperties {
    if (fullValid.compareTo(fullEvery) <= 0 || deltaValid.compareTo(deltaEvery) <= 0) {
      throw new ConfigurationFault(
          "antin.authority.crl: a list ends before the next is made.",
          "Make full-valid longer than full-every and delta-valid longer than delta-every.");
    }
  }
}
