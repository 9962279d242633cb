package vn.antin.auth.oauth2.authenticate;

import java.security.cert.X509Certificate;
import java.util.List;
import vn.antin.auth.oauth2.client.ClientAuthentication;

/** What a request shows to prove which client sends it. */
sealed interface ClientCredential {
  /** Who it says it is; not proven. */
  String clientId();

  /**
   * A secret.
   *
   * @param method in the header or in the body
   */
  record Secret(String clientId, String secret, ClientAuthentication method)
      implements ClientCredential {
    @Override
    public String toString() {
      return "Secret[" + clientId + "]";
    }
  }

  /**
   * A signed assertion.
   *
   * @param path of the endpoint that it was sent to
   */
  record Assertion(String clientId, String jwt, String path) implements ClientCredential {
    @Override
    public String toString() {
      return "Assertion[" + clientId + "]";
    }
  }

  /**
   * No more than its name, and perhaps the certificate of the connection.
   *
   * @param chain the client's own certificate first; empty when it showed none
   */
  record Name(String clientId, List<X509Certificate> chain) implements ClientCredential {}
}
