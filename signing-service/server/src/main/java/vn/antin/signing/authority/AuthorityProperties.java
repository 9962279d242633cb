package vn.antin.signing.authority;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import vn.antin.signing.authority.profile.Profile;
import vn.antin.signing.problem.ConfigurationFault;

/**
 * The certification authority.
 *
 * @param baseUrl where certificates say that lists, OCSP and issuers are; plain HTTP, so that
 *     nobody needs a certificate to check one. Without it {@code antin.public-url}
 * @param roots SHA-256 of certificates of roots whose key is elsewhere, in hexadecimal with or
 *     without colons; no other is taken over the API or trusted
 * @param profiles what certificates contain, by name
 */
@Validated
@ConfigurationProperties("antin.authority")
record AuthorityProperties(
    @Nullable String baseUrl,
    @DefaultValue Set<String> roots,
    @DefaultValue Map<String, Profile> profiles) {
  AuthorityProperties {
    roots = roots.stream().map(AuthorityProperties::print).collect(Collectors.toUnmodifiableSet());
    profiles = Map.copyOf(profiles);
  }

  private static String print(String written) {
    var print = written.strip().replace(":", "").toLowerCase(Locale.ROOT);
    if (!print.matches("[0-9a-f]{64}")) {
      throw new ConfigurationFault(
          "antin.authority.roots holds '" + written + "', which is no SHA-256.",
          "Write what 'openssl x509 -in root.pem -noout -fingerprint -sha256' says, see"
              + " docs/authority.md.");
    }
    return print;
  }
}
