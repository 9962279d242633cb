package vn.antin.auth.directory;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;
import vn.antin.auth.account.Username;
import vn.antin.ldap.gateway.Limits;
import vn.antin.ldap.gateway.Readers;

/**
 * The LDAP gateway.
 *
 * @param enabled off by default
 * @param address where to listen; off the loopback interface only with {@code sslBundle}
 * @param port for LDAP with StartTLS; 0 takes any free port
 * @param ldapsPort for TLS from the first byte, usually 1636; absent means none
 * @param sslBundle name of the Spring SSL bundle with the gateway's certificate; reloaded with it
 * @param suffix root of the tree
 * @param readers user names that may read everybody; empty means every account that can bind, and
 *     whoever is not listed sees only their own entry
 * @param searchSize entries per search or page
 * @param searchTime for one search
 * @param messageSize of one request
 * @param connections open at a time
 * @param connectionsPerAddress open at a time from one address
 * @param concurrentRequests under way at a time; keep it below the database pool
 * @param idleBound without a request after a bind
 * @param idleAnonymous without a request before one
 */
@ConfigurationProperties("antin.gateway")
@Validated
record GatewayProperties(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("127.0.0.1") InetAddress address,
    @DefaultValue("1389") @Min(0) @Max(65535) int port,
    @Nullable @Min(0) @Max(65535) Integer ldapsPort,
    @Nullable String sslBundle,
    @DefaultValue("dc=antin") @NotBlank String suffix,
    @DefaultValue Set<String> readers,
    @DefaultValue("1000") int searchSize,
    @DefaultValue("10s") Duration searchTime,
    @DefaultValue("64KB") DataSize messageSize,
    @DefaultValue("512") int connections,
    @DefaultValue("64") int connectionsPerAddress,
    @DefaultValue("8") int concurrentRequests,
    @DefaultValue("15m") Duration idleBound,
    @DefaultValue("30s") Duration idleAnonymous) {
  GatewayProperties {
    readers = Set.copyOf(readers);
  }

  Readers whoMayRead() {
    return readers.isEmpty()
        ? new Readers.EveryAccount()
        : new Readers.Only(
            readers.stream().map(name -> new Username(name).value()).collect(Collectors.toSet()));
  }

  Limits limits() {
    return new Limits(
        searchSize,
        searchTime,
        Math.toIntExact(messageSize.toBytes()),
        connections,
        connectionsPerAddress,
        concurrentRequests,
        idleBound,
        idleAnonymous);
  }
}
