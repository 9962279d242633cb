package vn.antin.admin.session;

import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import vn.antin.admin.upstream.AccessToken;

/**
 * Reads from an access token what its official administers. The token came straight from the token
 * endpoint; the answer only decides which links are shown, because the services behind check the
 * token themselves.
 */
final class Administers {
  private Administers() {}

  static boolean anyUnit(AccessToken token) {
    return !claim(token, "administers").isEmpty();
  }

  /** The roles of an administrator that the official holds over any unit. */
  static Set<String> roles(AccessToken token) {
    return Set.copyOf(claim(token, "administrator_roles"));
  }

  private static List<String> claim(AccessToken token, String name) {
    try {
      var claims = JWTParser.parse(token.reveal()).getJWTClaimsSet();
      return claims == null
          ? List.of()
          : Objects.requireNonNullElse(claims.getStringListClaim(name), List.of());
    } catch (ParseException e) {
      return List.of();
    }
  }
}
