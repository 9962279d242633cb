package vn.antin.auth.oauth2.authenticate;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.web.House;
import vn.antin.auth.web.MutualTls;

/**
 * Whom an assertion may be meant for. A FAPI client names our issuer and nothing else, as a string
 * (FAPI 2.0 Security Profile §5.3.2.1), so that what it signs for another server is of no use here;
 * others may name the token endpoint or the endpoint they call instead (RFC 7523 §3, RFC 9126 §2).
 */
@Component
final class AssertionAudience {
  private static final String TOKEN = "/oauth2/token";

  private final String issuer;
  private final @Nullable URI mutualTls;

  AssertionAudience(House house, MutualTls mutualTls) {
    this.issuer = house.issuer().toString();
    this.mutualTls = mutualTls.address(house).orElse(null);
  }

  /**
   * Whether we are meant.
   *
   * @param audience the claim as it stands in the assertion
   * @param path of the endpoint called
   */
  boolean accepts(Client client, @Nullable Object audience, String path) {
    if (client.profile().fapi()) {
      return issuer.equals(audience);
    }
    Set<String> ours = new HashSet<>(List.of(issuer, issuer + "/", issuer + TOKEN, issuer + path));
    if (mutualTls != null) {
      ours.add(mutualTls + TOKEN);
      ours.add(mutualTls + path);
    }
    return switch (audience) {
      case String one -> ours.contains(one);
      case List<?> several -> several.stream().anyMatch(ours::contains);
      case null, default -> false;
    };
  }
}
