package vn.antin.auth.web;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the parts of the house are reached; never taken from a request.
 *
 * @param issuer this server's public address and OpenID issuer, without a path
 * @param signingServiceUrl public address of the signing service
 * @param adminUiUrl public address of the web front
 */
@ConfigurationProperties("antin")
@Validated
public record House(@NotNull URI issuer, @NotNull URI signingServiceUrl, @NotNull URI adminUiUrl) {
  /** The origin that our own pages have in a browser. */
  public String origin() {
    return issuer.getScheme() + "://" + issuer.getRawAuthority();
  }
}
