package vn.antin.signing.authority.server;

import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose names host names are. Those of this installation itself are for no server: a certificate
 * for one of them would let its holder pass for the login or the signing of everybody.
 *
 * @param house domains for which the power has to cover everything
 * @param ofUnits domains of units by their codes, for whoever secures the unit
 * @param reserved host names of this installation itself
 */
record Domains(Set<String> house, Map<String, Set<String>> ofUnits, Set<String> reserved) {
  Domains {
    house = Set.copyOf(house);
    ofUnits = Map.copyOf(ofUnits);
    reserved = Set.copyOf(reserved);
  }

  /**
   * @param addresses URLs under which this installation is reached
   */
  static Domains of(ServerProperties properties, Collection<String> addresses) {
    var reserved = new HashSet<String>();
    properties.reservedNames().forEach(each -> reserved.add(each.toLowerCase(Locale.ROOT)));
    addresses.stream()
        .map(each -> URI.create(each).getHost())
        .filter(Objects::nonNull)
        .forEach(each -> reserved.add(each.toLowerCase(Locale.ROOT)));
    return new Domains(properties.domains(), properties.unitDomains(), reserved);
  }

  /** Why no server may have this name, whoever allows it; empty when one may. */
  String refusal(HostName name) {
    if (reserved.contains(name.value())) {
      return "is a name of this installation itself";
    }
    return name.within(house) || ofUnits.values().stream().anyMatch(name::within)
        ? ""
        : "is in no domain of antin.est.domains or antin.est.unit-domains";
  }

  /** Units by code that have a domain in which one of these names is. */
  Set<String> units(List<String> names) {
    return ofUnits.entrySet().stream()
        .filter(each -> names.stream().anyMatch(n -> new HostName(n).within(each.getValue())))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Whether the power suffices for this name. */
  boolean covered(HostName name, ServerRepository.Power power) {
    return (power.whole() && name.within(house))
        || power.units().stream()
            .anyMatch(each -> name.within(ofUnits.getOrDefault(each, Set.of())));
  }
}
