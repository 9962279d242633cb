package vn.antin.auth.login.broker;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.login.broker.BrokerFault.Kind;
import vn.antin.auth.outbound.Answer;
import vn.antin.auth.outbound.Outbound;
import vn.antin.auth.session.Assurance;

/** Reads an upstream's claims in our terms. */
@Component
final class UpstreamClaims {
  private static final Pattern NATIONAL_ID = Pattern.compile("[0-9]{12}");
  private static final int LARGEST = 64 * 1024;

  /** Methods of RFC 8176 §2 that our own logins use as well, and the sum of them. */
  private static final Set<String> METHODS =
      Set.of("face", "fpt", "hwk", "mfa", "otp", "pin", "pop", "pwd", "sc", "sms", "swk", "user");

  private final Outbound outbound;
  private final JsonMapper json;

  UpstreamClaims(Outbound outbound, JsonMapper json) {
    this.outbound = outbound;
    this.json = json;
  }

  /**
   * Who this is.
   *
   * @param accessToken opens the userinfo endpoint, when that is needed
   */
  UpstreamIdentity identity(
      String name,
      Upstream upstream,
      ProviderMetadata metadata,
      JWTClaimsSet claims,
      @Nullable String accessToken)
      throws BrokerFault {
    Assurance worth = upstream.worth(claims.getClaim("acr") instanceof String acr ? acr : null);
    @Nullable Object nationalId = null;
    String path = upstream.nationalIdClaim();
    if (path != null && worth.meets(upstream.nationalIdFrom())) {
      nationalId = at(claims.getClaims(), path);
      if (nationalId == null && metadata.userinfo() != null && accessToken != null) {
        nationalId = at(userinfo(metadata, claims.getSubject(), accessToken), path);
      }
    }
    return new UpstreamIdentity(
        name,
        metadata.issuer(),
        claims.getSubject(),
        worth,
        methods(claims),
        nationalId instanceof String text && NATIONAL_ID.matcher(text).matches() ? text : null);
  }

  private Map<?, ?> userinfo(ProviderMetadata metadata, String subject, String accessToken)
      throws BrokerFault {
    Answer answer =
        outbound.get(
            java.util.Objects.requireNonNull(metadata.userinfo()),
            "application/json",
            Map.of("Authorization", "Bearer " + accessToken),
            LARGEST);
    if (!(answer instanceof Answer.Ok ok)) {
      throw new BrokerFault(Kind.UNREACHABLE, "the userinfo endpoint: " + answer);
    }
    try {
      Map<?, ?> claims = json.readValue(ok.body(), Map.class);
      // OpenID Connect Core §5.3.2: without this, somebody else's claims could be put there.
      if (claims != null && subject.equals(claims.get("sub"))) {
        return claims;
      }
    } catch (JacksonException e) {
      // Told below.
    }
    throw new BrokerFault(Kind.UNTRUSTED, "expected claims about the same subject at userinfo");
  }

  private static @Nullable Object at(Map<?, ?> claims, String path) {
    Object found = claims;
    for (String step : path.split("\\.", -1)) {
      found = found instanceof Map<?, ?> object ? object.get(step) : null;
    }
    return found;
  }

  private static List<String> methods(JWTClaimsSet claims) {
    return claims.getClaim("amr") instanceof List<?> given
        ? given.stream()
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .filter(METHODS::contains)
            .distinct()
            .toList()
        : List.of();
  }
}
