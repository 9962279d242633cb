package vn.antin.admin.installation;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The addresses and key files of one installation. None has a default: a start without them stops
 * and names the missing one.
 *
 * @param publicUrl address of these pages as the official's browser sees it, without a path
 * @param authServerIssuer issuer of the auth-server, exactly as its discovery document spells it
 * @param signingServiceUrl address of signing-service as seen from this machine
 * @param clientSecretFile file holding the secret of the client {@code admin-ui} at the auth-server
 * @param rootKey file of the installation's root key; wraps the tokens kept in the database
 */
@Validated
@ConfigurationProperties("antin")
public record Installation(
    @NotNull(message = "set it to the address officials type in, such as http://localhost:9200")
        URI publicUrl,
    @NotNull(message = "set it to the auth-server's issuer, such as http://localhost:9000")
        URI authServerIssuer,
    @NotNull(message = "set it to signing-service's address, such as http://localhost:9100")
        URI signingServiceUrl,
    @NotNull(message = "set it to the file with the secret of the client admin-ui")
        Path clientSecretFile,
    @NotNull(message = "set it to the file of the installation's root key") Path rootKey) {

  /** The name this application has at the auth-server. */
  public static final String CLIENT_ID = "admin-ui";

  /** Our own origin, as a browser writes it in {@code Origin}. */
  public String publicOrigin() {
    return origin(publicUrl);
  }

  /** The auth-server's origin; forms that end there must name it in the page's policy. */
  public String authServerOrigin() {
    return origin(authServerIssuer);
  }

  /** An absolute address of one of our own pages. */
  public URI page(String path) {
    return URI.create(publicOrigin() + path);
  }

  /** Whether browsers reach us by TLS. */
  public boolean secure() {
    return "https".equals(publicUrl.getScheme());
  }

  private static String origin(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority();
  }
}
