package vn.antin.signing.authority.est;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Enrolment of servers.
 *
 * @param enabled whether {@code /.well-known/est} answers
 * @param domains domains of the whole house: host names there take a security administrator whose
 *     power covers everything
 * @param unitDomains domains of units by the unit's code, for who secures the unit or one above it
 * @param reservedNames host names that no server may have, beside this service's own and that of
 *     auth-server
 * @param profiles what servers may be allowed: for TLS alone
 * @param codeLifetime how long a code is good
 * @param perMinute calls from one address in a minute, counted on each node
 * @param perDay certificates of one server in a day
 * @param port of a second listener, which asks for client certificates; none without it
 * @param bundle SSL bundle of that listener; without it that of {@code server.ssl.bundle}
 * @param plainHttp takes calls without TLS from this machine itself: for trying out
 * @param trustedProxies addresses of proxies that end TLS, whose X-Forwarded-Proto and
 *     X-Forwarded-For are believed
 * @param proxyClientCertificates whether these proxies write Client-Cert (RFC 9440) and remove what
 *     a client wrote there itself
 */
@ConfigurationProperties("antin.est")
record EstProperties(
    @DefaultValue("false") boolean enabled,
    @DefaultValue Set<String> domains,
    @DefaultValue Map<String, Set<String>> unitDomains,
    @DefaultValue Set<String> reservedNames,
    @DefaultValue({"tls-server", "tls-client"}) List<String> profiles,
    @DefaultValue("7d") Duration codeLifetime,
    @DefaultValue("60") int perMinute,
    @DefaultValue("20") int perDay,
    @Nullable Integer port,
    @Nullable String bundle,
    @DefaultValue("false") boolean plainHttp,
    @DefaultValue List<String> trustedProxies,
    @DefaultValue("false") boolean proxyClientCertificates) {
  EstProperties {
    domains = Set.copyOf(domains);
    unitDomains = Map.copyOf(unitDomains);
    reservedNames = Set.copyOf(reservedNames);
    profiles = List.copyOf(profiles);
    trustedProxies = List.copyOf(trustedProxies);
  }
}
