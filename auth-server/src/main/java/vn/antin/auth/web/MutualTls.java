package vn.antin.auth.web;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where clients show certificates (RFC 8705): a listener of its own, so that browsers on the main
 * one are never asked for any.
 *
 * @param port of the second listener, usually 9444; without it there is none
 * @param bundle SSL bundle with its server certificate; without it that of {@code
 *     server.ssl.bundle}
 * @param url how clients reach it, without a path; without it the issuer's host with {@code port}.
 *     To be set when a proxy ends TLS and hands certificates on
 * @param trust PEM file with the authorities that may have issued the certificates of clients with
 *     {@code tls_client_auth}
 */
@ConfigurationProperties("antin.mtls")
public record MutualTls(
    @Nullable Integer port, @Nullable String bundle, @Nullable URI url, @Nullable Path trust) {
  /** Where clients show certificates; empty when they cannot. */
  public Optional<URI> address(House house) {
    if (url != null) {
      return Optional.of(url);
    }
    return Optional.ofNullable(port)
        .map(own -> URI.create("https://%s:%d".formatted(house.issuer().getHost(), own)));
  }
}
