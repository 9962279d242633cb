package vn.antin.admin.session;

import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import vn.antin.admin.upstream.AccessToken;

/**
 * Reads from an access token whether its official administers any unit. The token came straight
 * from the token endpoint; the answer only decides which links are shown, because the services
 * behind check the token themselves.
 */
final class Administers {
  private Administers() {}

  static boolean anyUnit(AccessToken token) {
    try {
      var claims = JWTParser.parse(token.reveal()).getJWTClaimsSet();
      var units = claims == null ? null : claims.getStringListClaim("administers");
      return units != null && !units.isEmpty();
    } catch (ParseException e) {
      return false;
    }
  }
}
