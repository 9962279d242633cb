package vn.antin.auth.oauth2;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long things live.
 *
 * @param codeLifetime of an authorization code
 * @param accessTokenLifetime of JWT and opaque access tokens; at most 5 minutes, because a JWT is
 *     believed without asking us
 * @param idTokenLifetime of ID tokens
 * @param familyLifetime from login to the last refresh; never longer than the session
 */
@ConfigurationProperties("antin.oauth2")
@Validated
public record OAuth2Properties(
    @DefaultValue("60s") Duration codeLifetime,
    @DefaultValue("5m") Duration accessTokenLifetime,
    @DefaultValue("5m") Duration idTokenLifetime,
    @DefaultValue("12h") Duration familyLifetime) {
  private static final Duration LONGEST_TOKEN = Duration.ofMinutes(5);
  private static final Duration LONGEST_FAMILY = Duration.ofDays(40);

  public OAuth2Properties {
    within("code-lifetime", codeLifetime, LONGEST_TOKEN);
    within("access-token-lifetime", accessTokenLifetime, LONGEST_TOKEN);
    within("id-token-lifetime", idTokenLifetime, Duration.ofHours(1));
    within("family-lifetime", familyLifetime, LONGEST_FAMILY);
  }

  private static void within(String name, Duration found, Duration longest) {
    if (!found.isPositive() || found.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "antin.oauth2.%s: expected more than 0 and at most %s, found %s"
              .formatted(name, longest, found));
    }
  }
}
