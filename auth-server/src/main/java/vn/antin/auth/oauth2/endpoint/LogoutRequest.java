package vn.antin.auth.oauth2.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a relying party says when it sends an official here to log out. */
record LogoutRequest(
    @Nullable String idTokenHint,
    @Nullable String clientId,
    @Nullable String redirectUri,
    @Nullable String state) {
  static LogoutRequest of(HttpServletRequest request) {
    return new LogoutRequest(
        one(request, "id_token_hint"),
        one(request, "client_id"),
        one(request, "post_logout_redirect_uri"),
        one(request, "state"));
  }

  /** Where the official goes afterwards; null for our own page. */
  @Nullable String destination() {
    String uri = redirectUri;
    if (uri == null || state == null) {
      return uri;
    }
    return uri
        + (uri.contains("?") ? "&" : "?")
        + "state="
        + URLEncoder.encode(state, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static @Nullable String one(HttpServletRequest request, String name) {
    String[] values = request.getParameterValues(name);
    return values == null || values.length != 1 || values[0].isEmpty() ? null : values[0];
  }
}
