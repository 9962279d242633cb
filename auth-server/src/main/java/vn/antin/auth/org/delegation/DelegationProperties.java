package vn.antin.auth.org.delegation;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What working rules of agencies say about signing for others.
 *
 * @param longest days that a sub-delegation (TUQ) lasts at most
 * @param deputies whether only deputies sign KT; else anybody with a post in the unit
 * @param heads whether only those who head a unit beneath sign TL and TUQ; else anybody in one
 * @param collective kinds of units that decide as a body, for which TM is signed
 */
@ConfigurationProperties("antin.delegation")
@Validated
record DelegationProperties(
    @DefaultValue("365") int longest,
    @DefaultValue("true") boolean deputies,
    @DefaultValue("true") boolean heads,
    @DefaultValue({"province", "commune", "council", "party-body"}) List<String> collective) {
  DelegationProperties {
    if (longest < 1) {
      throw new IllegalArgumentException("longest: expected at least one day");
    }
    collective = List.copyOf(collective);
  }
}
