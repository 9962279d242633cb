package vn.antin.auth.oauth2.authorize;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.request.AuthorizeParameters;
import vn.antin.rootkey.RootKey;
import vn.antin.rootkey.RootKeyException;

/**
 * Carries a {@link Resume} through the browser in a parameter that only we can write. It holds for
 * the request that it was made for, down to the last parameter, and for half an hour; so {@code
 * prompt=login} inside a pushed or signed request is satisfied by a login, and by nothing else.
 */
@Component
final class Resumes {
  private static final String PARAMETER = "resume";
  private static final String CONTEXT = "oauth2-resume";
  private static final Duration LIFETIME = Duration.ofMinutes(30);
  private static final int LONGEST = 512;

  private final RootKey rootKey;
  private final InstantSource clock;

  Resumes(RootKey rootKey, InstantSource clock) {
    this.rootKey = rootKey;
    this.clock = clock;
  }

  /** What has been done for this request. */
  Resume read(AuthorizeParameters came, AuthorizeParameters effective) {
    Resume resume = open(came.one(PARAMETER), effective);
    return resume == null || resume.at().plus(LIFETIME).isBefore(clock.instant())
        ? Resume.nothing(clock.instant())
        : resume;
  }

  /** The address that takes the request up again with this known. */
  String address(AuthorizeParameters came, AuthorizeParameters effective, Resume resume) {
    byte[] sealed = rootKey.wrap(resume.bytes(effective.digest()), CONTEXT);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    return came.with(PARAMETER, text).address();
  }

  private @Nullable Resume open(@Nullable String text, AuthorizeParameters effective) {
    if (text == null || text.length() > LONGEST) {
      return null;
    }
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(text);
      return Resume.of(rootKey.unwrap(sealed, CONTEXT), effective.digest());
    } catch (IllegalArgumentException | RootKeyException e) {
      return null;
    }
  }
}
