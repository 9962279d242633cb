package vn.antin.auth.oauth2.jose;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientKeys;

/**
 * Who an official is to a client (OpenID Connect Core §8): the account's id for life, or for a
 * client that registered {@code subject_type=pairwise} a name that only the clients of its sector
 * know. Thread-safe.
 */
@Component
public final class Subjects {
  /** A colon cannot occur in a client's id, so no subject is ever taken for a client. */
  private static final String PREFIX = "pairwise:";

  private final PairwiseSecret secret;

  Subjects(PairwiseSecret secret) {
    this.secret = secret;
  }

  /** The value of {@code sub} in whatever this client gets. */
  public String of(Client client, AccountId account) {
    return "pairwise".equals(client.metadata().text("subject_type"))
        ? PREFIX + pseudonym(sector(client), account)
        : account.toString();
  }

  /**
   * The host of {@code sector_identifier_uri}, else the one host of the redirect URIs, else that of
   * {@code jwks_uri} (CIBA Core §4); a client without any is a sector of its own.
   */
  private static String sector(Client client) {
    URI registered = client.metadata().uri("sector_identifier_uri");
    if (registered != null) {
      return registered.getHost();
    }
    Set<String> hosts =
        client.redirectUris().stream()
            .map(URI::create)
            .map(uri ->
                "https".equals(uri.getScheme())
                    ? Objects.requireNonNullElse(uri.getHost(), "")
                    : "")
            .collect(Collectors.toSet());
    String host = hosts.size() == 1 ? hosts.iterator().next() : "";
    if (!host.isEmpty()) {
      return host;
    }
    return client.authentication() == ClientAuthentication.PRIVATE_KEY_JWT
            && client.keys() instanceof ClientKeys.At(URI keys)
            && hosts.isEmpty()
        ? keys.getHost()
        : "client:" + client.id();
  }

  private String pseudonym(String sector, AccountId account) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.value(), "HmacSHA256"));
      mac.update(sector.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      mac.update(account.toString().getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }
}
