package vn.antin.auth.oauth2.logout;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.jose.Jose;
import vn.antin.auth.oauth2.jose.Subjects;
import vn.antin.auth.session.SessionId;
import vn.antin.auth.web.House;

/** Makes logout tokens (Back-Channel Logout §2.4), protected as the client's ID tokens are. */
@Component
final class LogoutTokens {
  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
  private static final long LIFETIME_SECONDS = 120;

  private final Jose jose;
  private final Subjects subjects;
  private final House house;
  private final InstantSource clock;

  LogoutTokens(Jose jose, Subjects subjects, House house, InstantSource clock) {
    this.jose = jose;
    this.subjects = subjects;
    this.house = house;
    this.clock = clock;
  }

  String mint(Client client, SessionId session, AccountId account) {
    Instant now = clock.instant();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", house.issuer().toString());
    claims.put("aud", client.id());
    claims.put("sub", subjects.of(client, account));
    claims.put("sid", session.toString());
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("iat", now);
    claims.put("exp", now.plusSeconds(LIFETIME_SECONDS));
    claims.put("events", Map.of(EVENT, Map.of()));
    return jose.sign("logout+jwt", claims, client, "id_token");
  }
}
