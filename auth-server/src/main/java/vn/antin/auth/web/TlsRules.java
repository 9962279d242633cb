package vn.antin.auth.web;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;

/**
 * SSL bundles that speak TLS 1.3 and 1.2 with forward-secret authenticated encryption only (RFC
 * 9325 §4.2, FAPI 2.0 Security Profile §5.2), whatever their own options say.
 */
record TlsRules(SslBundles bundles) implements SslBundles {
  static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  static final String[] CIPHERS = {
    "TLS_AES_256_GCM_SHA384",
    "TLS_AES_128_GCM_SHA256",
    "TLS_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
  };

  private static final SslOptions OPTIONS = SslOptions.of(CIPHERS, PROTOCOLS);

  @Override
  public SslBundle getBundle(String name) {
    return strict(bundles.getBundle(name));
  }

  @Override
  public void addBundleUpdateHandler(String name, Consumer<SslBundle> handler) {
    bundles.addBundleUpdateHandler(name, bundle -> handler.accept(strict(bundle)));
  }

  @Override
  public void addBundleRegisterHandler(BiConsumer<String, SslBundle> handler) {
    bundles.addBundleRegisterHandler((name, bundle) -> handler.accept(name, strict(bundle)));
  }

  @Override
  public List<String> getBundleNames() {
    return bundles.getBundleNames();
  }

  private static SslBundle strict(SslBundle bundle) {
    return SslBundle.of(
        bundle.getStores(), bundle.getKey(), OPTIONS, bundle.getProtocol(), bundle.getManagers());
  }
}
