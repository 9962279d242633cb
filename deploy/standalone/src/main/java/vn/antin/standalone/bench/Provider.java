package vn.antin.standalone.bench;

import java.net.URI;
import java.util.Locale;

/**
 * An OpenID provider as its one client sees it.
 *
 * @param authorization the authorization endpoint
 * @param token the token endpoint
 * @param introspection the introspection endpoint (RFC 7662)
 * @param userInfo the UserInfo endpoint
 * @param clientId the client's name
 * @param clientSecret its secret, for {@code client_secret_basic}
 * @param redirectUri where codes go; nothing needs to listen there
 * @param username pattern of the user names, with one number in it
 * @param password the password of all of them
 * @param firstUser number of the first user
 * @param lastUser number of the last user
 */
public record Provider(
    URI authorization,
    URI token,
    URI introspection,
    URI userInfo,
    String clientId,
    String clientSecret,
    String redirectUri,
    String username,
    String password,
    int firstUser,
    int lastUser) {
  public Provider {
    if (firstUser < 1 || lastUser < firstUser) {
      throw new IllegalArgumentException(
          "expected at least one user, found " + firstUser + " to " + lastUser);
    }
  }

  String user(int number) {
    return String.format(Locale.ROOT, username, number);
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Provider[" + token + "]";
  }
}
