package vn.antin.signing.authority.est;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.apache.commons.logging.LogFactory;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.tomcat.SslConnectorCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.antin.signing.problem.ConfigurationFault;

/**
 * The second listener, which asks for client certificates and answers enrolment alone. It follows
 * its SSL bundle when that is reloaded.
 */
final class RenewalListener extends OncePerRequestFilter
    implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
  private static final int CONNECTION_TIMEOUT_MILLIS = 20_000;

  /** RFC 9325 §4.2: forward secrecy and authenticated encryption alone. */
  private static final SslOptions MODERN =
      SslOptions.of(
          new String[] {
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
          },
          new String[] {"TLSv1.3", "TLSv1.2"});

  private final EstProperties properties;
  private final ObjectProvider<SslBundles> bundles;
  private @Nullable Connector second;

  RenewalListener(EstProperties properties, ObjectProvider<SslBundles> bundles) {
    this.properties = properties;
    this.bundles = bundles;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    var wanted = properties.port();
    if (!properties.enabled() || wanted == null) {
      return;
    }
    var main = factory.getSsl();
    var bundle = properties.bundle();
    if (bundle == null) {
      bundle = main == null ? null : main.getBundle();
    }
    if (bundle == null) {
      throw new ConfigurationFault(
          "antin.est.port is set and neither antin.est.bundle nor server.ssl.bundle.",
          "Name the SSL bundle with the certificate of that listener, see docs/est.md.");
    }
    second = connector(wanted, factory.getAddress(), bundle);
    factory.addAdditionalConnectors(second);
  }

  /** Where it really listens; 0 when there is none. */
  int port() {
    return second == null ? 0 : second.getLocalPort();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var port = port();
    if (port > 0
        && request.getLocalPort() == port
        && !request.getRequestURI().startsWith(EstEndpoint.BASE)) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    chain.doFilter(request, response);
  }

  private Connector connector(int port, @Nullable InetAddress address, String name) {
    var connector = new Connector(TomcatServletWebServerFactory.DEFAULT_PROTOCOL);
    connector.setPort(port);
    connector.setThrowOnFailure(true);
    connector.setXpoweredBy(false);
    var protocol = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
    protocol.setAddress(address);
    protocol.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
    protocol.setExecutor(new VirtualThreadExecutor("est-"));
    var tls =
        new SslConnectorCustomizer(
            LogFactory.getLog(RenewalListener.class), connector, Ssl.ClientAuth.WANT);
    try {
      tls.customize(modern(bundles.getObject().getBundle(name)), Map.of());
      bundles
          .getObject()
          .addBundleUpdateHandler(
              name,
              bundle -> {
                tls.update(null, modern(bundle));
                acceptAny(protocol); // an update may have begun afresh
              });
    } catch (NoSuchSslBundleException e) {
      throw new ConfigurationFault(
          "There is no SSL bundle '" + name + "', which antin.est.port needs.",
          "Set antin.est.bundle to a bundle under spring.ssl.bundle, see docs/est.md.",
          e);
    }
    acceptAny(protocol);
    return connector;
  }

  private static SslBundle modern(SslBundle bundle) {
    return SslBundle.of(
        bundle.getStores(), bundle.getKey(), MODERN, bundle.getProtocol(), bundle.getManagers());
  }

  private static void acceptAny(AbstractHttp11Protocol<?> protocol) {
    for (var host : protocol.findSslHostConfigs()) {
      if (host.getTrustManagerClassName() == null) {
        host.setTrustManagerClassName(AnyCertificate.class.getName());
        protocol.addSslHostConfig(host, true);
      }
    }
  }
}
