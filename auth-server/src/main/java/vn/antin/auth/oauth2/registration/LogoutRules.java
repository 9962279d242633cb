package vn.antin.auth.oauth2.registration;

import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the client hears of a logout: OpenID Connect Back-Channel and Front-Channel Logout 1.0. */
final class LogoutRules {
  private LogoutRules() {}

  static void check(MetadataReader in, Set<String> redirects, boolean vetted) {
    Set<URI> known = redirects.stream().map(URI::create).collect(Collectors.toSet());
    @Nullable URI back = UriRules.fetched(in, "backchannel_logout_uri");
    if (back != null
        && !vetted
        && known.stream().noneMatch(uri -> UriRules.host(uri).equals(UriRules.host(back)))) {
      in.fault("backchannel_logout_uri", "uri-host", "expected the host of a redirect URI");
    }
    @Nullable URI front = UriRules.address(in, "frontchannel_logout_uri", vetted);
    // Front-Channel Logout §2: scheme, domain and port of a registered redirect URI.
    if (front != null && known.stream().noneMatch(uri -> sameOrigin(uri, front))) {
      in.fault(
          "frontchannel_logout_uri",
          "uri-host",
          "expected scheme, host and port of a redirect URI");
    }
    session(in, "backchannel", back != null);
    session(in, "frontchannel", front != null);
  }

  private static boolean sameOrigin(URI one, URI other) {
    return UriRules.origin(one).equals(UriRules.origin(other));
  }

  private static void session(MetadataReader in, String channel, boolean offered) {
    String member = channel + "_logout_session_required";
    boolean required = in.flag(member, false);
    if (required && offered) {
      in.keep(member, true);
    }
  }
}
