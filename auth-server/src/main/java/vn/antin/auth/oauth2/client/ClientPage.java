package vn.antin.auth.oauth2.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Where officials open a system.
 *
 * @param url its page; null when it only has a place where logins begin
 * @param initiateLoginUri where the system begins a login (OpenID Connect Core §4)
 */
public record ClientPage(
    String clientId, String name, @Nullable String url, @Nullable String initiateLoginUri) {
  /**
   * The link that opens the system, straight into a login where the system can begin one.
   *
   * @param loginHint who the official is
   */
  public String link(String issuer, @Nullable String loginHint) {
    if (initiateLoginUri == null) {
      return String.valueOf(url);
    }
    StringJoiner query = new StringJoiner("&", initiateLoginUri.contains("?") ? "&" : "?", "");
    query.add("iss=" + encoded(issuer));
    if (loginHint != null) {
      query.add("login_hint=" + encoded(loginHint));
    }
    if (url != null) {
      query.add("target_link_uri=" + encoded(url));
    }
    return initiateLoginUri + query;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
