package vn.antin.signing.web;

import jakarta.validation.constraints.Min;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How this service is known to others.
 *
 * @param publicUrl this service's own URL as tokens name it in {@code aud}; configuration, never
 *     taken from a Host header
 * @param trustedProxies addresses whose X-Forwarded-For is believed when anonymous calls are
 *     counted
 * @param proxyClientCertificates whether these proxies write Client-Cert (RFC 9440) and remove what
 *     a client wrote there itself; tokens bound to a certificate are then checked by it
 * @param heavyWork how many renderings, inspections and validations may run at the same time
 */
@Validated
@ConfigurationProperties("antin")
public record WebProperties(
    @DefaultValue("http://localhost:9100") String publicUrl,
    @DefaultValue({"127.0.0.1", "::1"}) List<String> trustedProxies,
    @DefaultValue("false") boolean proxyClientCertificates,
    @DefaultValue("2") @Min(1) int heavyWork) {
  public WebProperties {
    trustedProxies = List.copyOf(trustedProxies);
  }
}
