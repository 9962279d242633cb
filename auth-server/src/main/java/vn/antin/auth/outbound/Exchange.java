package vn.antin.auth.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.util.Timeout;

/**
 * One request and its answer over a connection of its own, to an address that has been checked. It
 * never resolves a name, follows no redirect, keeps no cookie, inflates nothing.
 */
final class Exchange implements AutoCloseable {
  private static final int MOST_HEADERS = 100;
  private static final int LONGEST_LINE = 16 * 1024;

  private final CloseableHttpClient http;

  Exchange(SSLContext trust, Duration connect, Duration whole, int atOnce) {
    ConnectionConfig connections =
        ConnectionConfig.custom()
            .setConnectTimeout(Timeout.of(connect))
            .setSocketTimeout(Timeout.of(whole))
            .build();
    http =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new Nobody())
                    .setTlsSocketStrategy(
                        ClientTlsStrategyBuilder.create()
                            .setSslContext(trust)
                            .setTlsVersions(TLS.V_1_3, TLS.V_1_2)
                            .buildClassic())
                    .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder()
                            .http1Config(
                                Http1Config.custom()
                                    .setMaxHeaderCount(MOST_HEADERS)
                                    .setMaxLineLength(LONGEST_LINE)
                                    .build())
                            .build())
                    .setDefaultConnectionConfig(connections)
                    .setDefaultSocketConfig(
                        SocketConfig.custom().setSoTimeout(Timeout.of(whole)).build())
                    .setMaxConnTotal(atOnce)
                    .setMaxConnPerRoute(atOnce)
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom().setResponseTimeout(Timeout.of(whole)).build())
            .setConnectionReuseStrategy((request, response, context) -> false)
            .setUserAgent("antin")
            .disableAutomaticRetries()
            .disableAuthCaching()
            .disableContentCompression()
            .disableCookieManagement()
            .disableRedirectHandling()
            .build();
  }

  Answer with(HttpHost checked, HttpUriRequestBase request, int maxBytes) throws IOException {
    try (ClassicHttpResponse response = http.executeOpen(checked, request, null)) {
      Answer answer = read(response, maxBytes);
      // What has not been read by now is not waited for.
      request.cancel();
      return answer;
    }
  }

  private static Answer read(ClassicHttpResponse response, int maxBytes) throws IOException {
    int status = response.getCode();
    if (status < 200 || status > 299) {
      return new Answer.Failed(status, "expected success, found status " + status);
    }
    HttpEntity entity = response.getEntity();
    byte[] body = new byte[0];
    if (entity != null) {
      try (InputStream in = entity.getContent()) {
        body = in.readNBytes(maxBytes + 1);
        if (body.length > maxBytes) {
          return new Answer.Failed(
              status, "expected at most %d bytes, found more".formatted(maxBytes));
        }
      }
    }
    Header type = response.getFirstHeader("Content-Type");
    return new Answer.Ok(status, type == null ? "" : type.getValue(), body);
  }

  @Override
  public void close() throws IOException {
    http.close();
  }

  /** Resolves no name: the address comes with the request, checked. */
  private static final class Nobody implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      throw new UnknownHostException("expected a checked address with the request for " + host);
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
      throw new UnknownHostException("expected a checked address with the request for " + host);
    }
  }
}
