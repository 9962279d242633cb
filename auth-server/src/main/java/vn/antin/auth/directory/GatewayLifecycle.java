package vn.antin.auth.directory;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import vn.antin.ldap.entry.LdapFault;
import vn.antin.ldap.gateway.Gateway;
import vn.antin.ldap.gateway.GatewaySettings;

/** Runs the gateway while the application runs. */
@Component
@ConditionalOnBooleanProperty("antin.gateway.enabled")
final class GatewayLifecycle implements SmartLifecycle {
  private final GatewayProperties properties;
  private final DirectoryAccounts accounts;
  private final SslBundles bundles;
  private volatile @Nullable Gateway gateway;

  GatewayLifecycle(
      GatewayProperties properties,
      DirectoryAccounts accounts,
      SslBundles bundles,
      MeterRegistry meters) {
    this.properties = properties;
    this.accounts = accounts;
    this.bundles = bundles;
    Gauge.builder("antin.gateway.connections", this, GatewayLifecycle::connections)
        .description("LDAP connections open now")
        .register(meters);
  }

  @Override
  public void start() {
    try {
      gateway = Gateway.start(settings(), accounts);
    } catch (IllegalArgumentException | LdapFault | NoSuchSslBundleException unusable) {
      throw new GatewayRefusedException(unusable);
    }
  }

  @Override
  public void stop() {
    Gateway running = gateway;
    if (running != null) {
      running.close();
      gateway = null;
    }
  }

  @Override
  public boolean isRunning() {
    return gateway != null;
  }

  /** The port in use. */
  int port() {
    Gateway running = gateway;
    return running == null ? -1 : running.port();
  }

  private double connections() {
    Gateway running = gateway;
    return running == null ? 0 : running.connections();
  }

  private GatewaySettings settings() {
    Integer ldapsPort = properties.ldapsPort();
    String bundle = properties.sslBundle();
    return new GatewaySettings(
        properties.address(),
        properties.port(),
        ldapsPort == null ? OptionalInt.empty() : OptionalInt.of(ldapsPort),
        bundle == null ? null : certificate(bundle),
        properties.suffix(),
        properties.whoMayRead(),
        properties.limits());
  }

  /** The bundle's context, exchanged when its files change. */
  private Supplier<SSLContext> certificate(String bundle) {
    AtomicReference<SSLContext> current =
        new AtomicReference<>(bundles.getBundle(bundle).createSslContext());
    bundles.addBundleUpdateHandler(bundle, renewed -> current.set(renewed.createSslContext()));
    return current::get;
  }
}
