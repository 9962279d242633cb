package vn.antin.signing.authority.est;

import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets any client certificate through the handshake, which proves that its key is held; whether it
 * is a server's is found in the ledger. Certificates for servers alone would be refused by path
 * validation, although renewing is what they are shown for here (RFC 7030 §3.3.2). Trusts no
 * server. Tomcat makes it by its name.
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
