package vn.antin.auth.outbound;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Requests to addresses that clients or administrators named.
 *
 * @param allowedNetworks ranges such as {@code 10.20.0.0/16} that may be talked to although they
 *     are not public; loopback addresses named here may be talked to without TLS
 * @param trust PEM file with certificate authorities of the house, trusted beside Java's own
 * @param connectTimeout until a connection stands
 * @param timeout for the whole request, waiting for a free thread included
 */
@ConfigurationProperties("antin.outbound")
@Validated
record OutboundProperties(
    @DefaultValue List<String> allowedNetworks,
    @Nullable Path trust,
    @DefaultValue("3s") Duration connectTimeout,
    @DefaultValue("10s") Duration timeout) {
  OutboundProperties {
    allowedNetworks = List.copyOf(allowedNetworks);
    if (!connectTimeout.isPositive() || timeout.compareTo(connectTimeout) < 0) {
      throw new IllegalArgumentException(
          "antin.outbound: expected timeout >= connect-timeout > 0, found timeout=%s connect-timeout=%s"
              .formatted(timeout, connectTimeout));
    }
    networks(allowedNetworks);
  }

  List<Network> networks() {
    return networks(allowedNetworks);
  }

  private static List<Network> networks(List<String> texts) {
    try {
      return texts.stream().map(Network::of).toList();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("antin.outbound.allowed-networks: " + e.getMessage(), e);
    }
  }
}
