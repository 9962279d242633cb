package vn.antin.signing.people;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the read copy is fed.
 *
 * @param interval pause between two looks at the change feed
 * @param pageSize changes asked for at a time, at most 5000
 * @param staleAfter age from which the copy counts as stale
 * @param collective kinds of units that decide as a body, for which TM is signed
 */
@Validated
@ConfigurationProperties("antin.people")
record PeopleProperties(
    @DefaultValue("5s") Duration interval,
    @DefaultValue("5000") @Min(1) int pageSize,
    @DefaultValue("5m") Duration staleAfter,
    @DefaultValue({"province", "commune", "council", "party-body"}) List<String> collective) {
  PeopleProperties {
    collective = List.copyOf(collective);
  }
}
