package vn.antin.auth.oauth2.authorize;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientAuthentication;

/**
 * Whether a redirect URI is one that the client registered: character by character, but for the
 * port of a native client on the loopback interface, which its system picks anew each time (RFC
 * 9700 §2.1, RFC 8252 §7.3).
 */
public final class RedirectUris {
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "(http://(?:127\\.0\\.0\\.1|\\[::1\\]|localhost))(?::([1-9][0-9]{0,4}))?(/[^#]*)?");
  private static final int HIGHEST_PORT = 65_535;

  private RedirectUris() {}

  static boolean registered(Client client, String redirectUri) {
    return client.redirectUris().contains(redirectUri)
        || (nativeClient(client)
            && client.redirectUris().stream()
                .anyMatch(known -> sameButForThePort(known, redirectUri)));
  }

  /** What a page's content security policy calls the place where this URI leads. */
  public static String origin(String redirectUri) {
    URI uri = URI.create(redirectUri);
    if (LOOPBACK.matcher(redirectUri).matches()) {
      return uri.getScheme() + "://" + uri.getHost() + ":*";
    }
    return uri.getRawAuthority() == null
        ? uri.getScheme() + ":"
        : uri.getScheme() + "://" + uri.getRawAuthority();
  }

  private static boolean nativeClient(Client client) {
    String type = client.metadata().text("application_type");
    return type == null
        ? client.authentication() == ClientAuthentication.NONE
        : type.equals("native");
  }

  private static boolean sameButForThePort(String registered, String given) {
    Matcher known = LOOPBACK.matcher(registered);
    Matcher asked = LOOPBACK.matcher(given);
    return known.matches()
        && asked.matches()
        && known.group(1).equals(asked.group(1))
        && String.valueOf(known.group(3)).equals(String.valueOf(asked.group(3)))
        && (asked.group(2) == null || Integer.parseInt(asked.group(2)) <= HIGHEST_PORT);
  }

  /** Whether another program on the same machine could take the answer of this client. */
  static boolean couldBeAnyones(Client client, String redirectUri) {
    return client.authentication() == ClientAuthentication.NONE
        && !redirectUri.startsWith("https://");
  }
}
