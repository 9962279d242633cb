package vn.antin.auth.oauth2.logout;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a relying party says when it sends an official here to log out (RP-Initiated Logout §2). */
record LogoutRequest(
    @Nullable String idTokenHint,
    @Nullable String logoutHint,
    @Nullable String clientId,
    @Nullable String redirectUri,
    @Nullable String state,
    @Nullable String uiLocales) {
  private static final List<String> NAMES =
      List.of(
          "id_token_hint",
          "logout_hint",
          "client_id",
          "post_logout_redirect_uri",
          "state",
          "ui_locales");

  /** Empty when a parameter comes twice. */
  static Optional<LogoutRequest> of(HttpServletRequest request) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String name : NAMES) {
      String[] values = request.getParameterValues(name);
      if (values != null && values.length > 1) {
        return Optional.empty();
      }
      if (values != null && !values[0].isEmpty()) {
        given.put(name, values[0]);
      }
    }
    return Optional.of(
        new LogoutRequest(
            given.get("id_token_hint"),
            given.get("logout_hint"),
            given.get("client_id"),
            given.get("post_logout_redirect_uri"),
            given.get("state"),
            given.get("ui_locales")));
  }

  /** Where the official goes afterwards; null for our own page. */
  @Nullable String destination() {
    String uri = redirectUri;
    if (uri == null || state == null) {
      return uri;
    }
    return uri + (uri.contains("?") ? "&" : "?") + "state=" + encode(state);
  }

  /** The same request as a query. */
  String query() {
    Map<String, @Nullable String> all = new LinkedHashMap<>();
    all.put("id_token_hint", idTokenHint);
    all.put("logout_hint", logoutHint);
    all.put("client_id", clientId);
    all.put("post_logout_redirect_uri", redirectUri);
    all.put("state", state);
    all.put("ui_locales", uiLocales);
    return all.entrySet().stream()
        .filter(parameter -> parameter.getValue() != null)
        .map(parameter -> parameter.getKey() + "=" + encode(String.valueOf(parameter.getValue())))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
