package vn.antin.signing.authserver;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/**
 * Blocking calls over kept connections, for every signature asks auth-server: the JDK's client
 * hands each call through several threads. Nothing is repeated, redirected or remembered by itself.
 */
final class Requests {
  private static final int CONNECTIONS = 200;

  /** Shorter than servers keep a quiet connection open. */
  private static final TimeValue QUIET = TimeValue.ofSeconds(10);

  /**
   * Before each use: an auth-server started anew has closed what is kept here, and POST is not
   * repeated.
   */
  private static final TimeValue LOOKED_AT = TimeValue.ZERO_MILLISECONDS;

  private Requests() {}

  static ClientHttpRequestFactory to(AuthServerProperties properties) {
    var answer = Timeout.of(properties.authServerReadTimeout());
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .useSystemProperties()
            .setMaxConnTotal(CONNECTIONS)
            .setMaxConnPerRoute(CONNECTIONS)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(properties.authServerConnectTimeout()))
                    .setSocketTimeout(answer)
                    .setValidateAfterInactivity(LOOKED_AT)
                    .build())
            .build();
    return new HttpComponentsClientHttpRequestFactory(
        HttpClients.custom()
            .setConnectionManager(connections)
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(answer)
                    .setResponseTimeout(answer)
                    .build())
            .evictIdleConnections(QUIET)
            .disableAutomaticRetries()
            .disableAuthCaching()
            .disableContentCompression()
            .disableCookieManagement()
            .disableRedirectHandling()
            .build());
  }
}
