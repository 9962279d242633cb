package vn.antin.signing.authority.est;

import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Enrolment of servers.
 *
 * @param enabled whether {@code /.well-known/est} answers
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
@Validated
@ConfigurationProperties("antin.est")
record EstProperties(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("60") @Min(1) int perMinute,
    @DefaultValue("20") @Min(1) int perDay,
    @Nullable Integer port,
    @Nullable String bundle,
    @DefaultValue("false") boolean plainHttp,
    @DefaultValue List<String> trustedProxies,
    @DefaultValue("false") boolean proxyClientCertificates) {
  EstProperties {
    trustedProxies = List.copyOf(trustedProxies);
  }
}
