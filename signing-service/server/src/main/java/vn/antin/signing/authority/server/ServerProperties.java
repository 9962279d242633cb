package vn.antin.signing.authority.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which servers may be allowed.
 *
 * @param domains domains of the whole house: host names there take a security administrator whose
 *     power covers everything
 * @param unitDomains domains of units by the unit's code, for who secures the unit or one above it
 * @param reservedNames host names that no server may have, beside this service's own and that of
 *     auth-server
 * @param profiles what servers may be allowed: for TLS alone
 * @param codeLifetime how long a code is good
 */
@Validated
@ConfigurationProperties("antin.est")
record ServerProperties(
    @DefaultValue Set<String> domains,
    @DefaultValue Map<String, Set<String>> unitDomains,
    @DefaultValue Set<String> reservedNames,
    @DefaultValue({"tls-server", "tls-client"}) List<String> profiles,
    @DefaultValue("7d") Duration codeLifetime) {
  ServerProperties {
    domains = Set.copyOf(domains);
    unitDomains = Map.copyOf(unitDomains);
    reservedNames = Set.copyOf(reservedNames);
    profiles = List.copyOf(profiles);
  }
}
