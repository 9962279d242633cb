package vn.antin.auth.web;

import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets any client certificate through the handshake, self-signed ones too: TLS proves that the
 * client holds its key, and the client's authentication (RFC 8705 §2) decides whether that means
 * anything. Trusts no server. Tomcat makes it by its name.
 */
public final class AnyCertificate extends X509ExtendedTrustManager {
  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyType) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyType, Socket socket) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyType, SSLEngine engine) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyType) {
    throw new UnsupportedOperationException("for a server's side only");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyType, Socket socket) {
    throw new UnsupportedOperationException("for a server's side only");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyType, SSLEngine engine) {
    throw new UnsupportedOperationException("for a server's side only");
  }

  /** None: an empty list in the certificate request lets clients send what they have. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
