package vn.antin.auth.web;

import java.net.InetAddress;
import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.apache.commons.logging.LogFactory;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.tomcat.SslConnectorCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * TLS of the main listener by strict rules, and the second listener that asks for client
 * certificates. Both follow their SSL bundle when its files change ({@code reload-on-update}).
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class TlsListeners implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
  private static final int CONNECTION_TIMEOUT_MILLIS = 20_000;
  private static final int LONGEST_POST = 256 * 1024;

  private final MutualTls mutual;
  private final ObjectProvider<SslBundles> bundles;
  private @Nullable Connector second;

  TlsListeners(MutualTls mutual, ObjectProvider<SslBundles> bundles) {
    this.mutual = mutual;
    this.bundles = bundles;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    Ssl main = factory.getSsl();
    TlsRules strict = new TlsRules(bundles.getObject());
    if (main != null) {
      main.setEnabledProtocols(TlsRules.PROTOCOLS);
      main.setCiphers(TlsRules.CIPHERS);
      factory.setSslBundles(strict);
    }
    if (mutual.port() != null) {
      String bundle = mutual.bundle();
      if (bundle == null) {
        bundle = main == null ? null : main.getBundle();
      }
      if (bundle == null) {
        throw new TlsRefusedException(
            "antin.mtls.port is set and neither antin.mtls.bundle nor server.ssl.bundle", null);
      }
      second = connector(mutual.port(), factory.getAddress(), bundle, strict);
      factory.addAdditionalConnectors(second);
    }
  }

  /** The port where the second listener really listens; 0 when there is none. */
  int port() {
    return second == null ? 0 : second.getLocalPort();
  }

  private static Connector connector(
      int port, @Nullable InetAddress address, String name, TlsRules bundles) {
    Connector connector = new Connector(TomcatServletWebServerFactory.DEFAULT_PROTOCOL);
    connector.setPort(port);
    connector.setThrowOnFailure(true);
    connector.setMaxPostSize(LONGEST_POST);
    connector.setXpoweredBy(false);
    AbstractHttp11Protocol<?> protocol = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
    protocol.setAddress(address);
    protocol.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
    protocol.setExecutor(new VirtualThreadExecutor("mtls-"));
    SslConnectorCustomizer tls =
        new SslConnectorCustomizer(
            LogFactory.getLog(TlsListeners.class), connector, Ssl.ClientAuth.WANT);
    try {
      tls.customize(bundles.getBundle(name), Map.of());
      bundles.addBundleUpdateHandler(
          name,
          bundle -> {
            tls.update(null, bundle);
            // An update may have begun afresh.
            acceptAny(protocol);
          });
    } catch (NoSuchSslBundleException e) {
      throw new TlsRefusedException("there is no SSL bundle '" + name + "'", e);
    }
    acceptAny(protocol);
    return connector;
  }

  private static void acceptAny(AbstractHttp11Protocol<?> protocol) {
    for (SSLHostConfig host : protocol.findSslHostConfigs()) {
      if (host.getTrustManagerClassName() == null) {
        host.setTrustManagerClassName(AnyCertificate.class.getName());
        protocol.addSslHostConfig(host, true);
      }
    }
  }
}
