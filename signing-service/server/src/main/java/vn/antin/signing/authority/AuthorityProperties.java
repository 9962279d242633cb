package vn.antin.signing.authority;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.antin.signing.authority.profile.Profile;

/**
 * The certification authority.
 *
 * @param baseUrl where certificates say that lists, OCSP and issuers are; plain HTTP, so that
 *     nobody needs a certificate to check one. Without it {@code antin.public-url}
 * @param profiles what certificates contain, by name
 */
@ConfigurationProperties("antin.authority")
record AuthorityProperties(@Nullable String baseUrl, @DefaultValue Map<String, Profile> profiles) {
  AuthorityProperties {
    profiles = Map.copyOf(profiles);
  }
}
