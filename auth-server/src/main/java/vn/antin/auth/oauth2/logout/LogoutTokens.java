package vn.antin.auth.oauth2.logout;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.key.SigningKeys;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.session.SessionId;
import vn.antin.auth.web.House;

/** Makes logout tokens (Back-Channel Logout §2.4). */
@Component
final class LogoutTokens {
  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
  private static final long LIFETIME_SECONDS = 120;

  private final SigningKeys keys;
  private final NimbusJwtEncoder encoder;
  private final House house;
  private final InstantSource clock;

  LogoutTokens(SigningKeys keys, House house, InstantSource clock) {
    this.keys = keys;
    this.encoder = new NimbusJwtEncoder(keys.signing());
    this.house = house;
    this.clock = clock;
  }

  String mint(Client client, SessionId session, AccountId account) {
    Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
    JwtClaimsSet claims =
        JwtClaimsSet.builder()
            .issuer(house.issuer().toString())
            .audience(java.util.List.of(client.id()))
            .subject(account.toString())
            .claim("sid", session.toString())
            .id(UUID.randomUUID().toString())
            .issuedAt(now)
            .expiresAt(now.plusSeconds(LIFETIME_SECONDS))
            .claim("events", Map.of(EVENT, Map.of()))
            .build();
    JwsHeader header =
        JwsHeader.with(SignatureAlgorithm.ES256)
            .type("logout+jwt")
            .keyId(keys.signingKeyId())
            .build();
    return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
  }
}
