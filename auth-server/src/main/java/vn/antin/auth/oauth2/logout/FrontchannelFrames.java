package vn.antin.auth.oauth2.logout;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.antin.auth.session.SessionId;
import vn.antin.auth.web.House;

/** The pages of systems that clear their cookies when a browser loads them (Front-Channel §2). */
@Component
final class FrontchannelFrames {
  private static final Set<String> SCHEMES = Set.of("https", "http");

  private final SessionSystems systems;
  private final String issuer;

  FrontchannelFrames(SessionSystems systems, House house) {
    this.systems = systems;
    this.issuer = house.issuer().toString();
  }

  /** Addresses with {@code iss} and {@code sid}, one per system that the session had reached. */
  List<URI> of(SessionId session) {
    return systems.of(session).stream()
        .map(client -> client.metadata().uri("frontchannel_logout_uri"))
        .filter(Objects::nonNull)
        .filter(uri -> SCHEMES.contains(uri.getScheme()) && uri.getRawFragment() == null)
        .map(uri -> with(uri, session))
        .toList();
  }

  static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  private URI with(URI uri, SessionId session) {
    return URI.create(
        uri
            + (uri.getRawQuery() == null ? "?" : "&")
            + "iss="
            + URLEncoder.encode(issuer, StandardCharsets.UTF_8)
            + "&sid="
            + session);
  }
}
