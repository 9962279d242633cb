package vn.antin.signing.token;

import java.io.IOException;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.token.TokenException.Fault;

/**
 * The JDK's PKCS#11 provider for one slot, logged in. Its key store keeps a map of the whole token
 * in memory (200 keys: 150 ms to read), which is read again when a label is not in it, at most once
 * a second: another node may have made the key.
 */
final class SunPkcs11 {

  private static final long RELOAD_NANOS = 1_000_000_000L;

  private final Provider provider;
  private final KeyStore store;
  private final TokenSecret pin;
  private final long slot;
  private long loadedAt;
  private volatile boolean lost;

  private SunPkcs11(Provider provider, KeyStore store, TokenSecret pin, long slot) {
    this.provider = provider;
    this.store = store;
    this.pin = pin;
    this.slot = slot;
    this.loadedAt = System.nanoTime();
  }

  record Entry(PrivateKey key, List<X509Certificate> chain) {}

  static SunPkcs11 login(Path library, long slot, TokenSecret pin) {
    try {
      Provider provider = Security.getProvider("SunPKCS11").configure(configuration(library, slot));
      KeyStore store = KeyStore.getInstance("PKCS11", provider);
      load(store, pin);
      return new SunPkcs11(provider, store, pin, slot);
    } catch (GeneralSecurityException | ProviderException | IOException e) {
      Ckr code = Ckr.of(e);
      Fault fault =
          code.pinLocked()
              ? Fault.PIN_LOCKED
              : code.pinWrong() ? Fault.PIN_REFUSED : Fault.UNAVAILABLE;
      throw new TokenException(fault, "Cannot log in to the token: " + code.name(), e);
    }
  }

  /**
   * The attributes that DESIGN asks of a private key; the public half lives for the session only.
   */
  private static String configuration(Path library, long slot) {
    return """
    --name = antin-%d
    library = %s
    slot = %d
    attributes(generate, CKO_PRIVATE_KEY, *) = {
      CKA_TOKEN = true
      CKA_PRIVATE = true
      CKA_SENSITIVE = true
      CKA_EXTRACTABLE = false
      CKA_SIGN = true
      CKA_SIGN_RECOVER = false
      CKA_DECRYPT = false
      CKA_UNWRAP = false
      CKA_DERIVE = false
    }
    """
        .formatted(slot, library, slot);
  }

  Provider provider() {
    return provider;
  }

  long slot() {
    return slot;
  }

  /** Whether the token does it; the provider looks at its mechanisms when it is asked. */
  boolean offers(SigningAlgorithm algorithm) {
    try {
      return provider.getService("Signature", algorithm.jcaName()) != null
          && algorithm.signature(provider) != null;
    } catch (GeneralSecurityException | ProviderException e) {
      return false; // such as RSASSA-PSS with a digest that its mechanisms do not have
    }
  }

  synchronized Stream<String> reload() {
    try {
      load(store, pin);
      loadedAt = System.nanoTime();
      return Collections.list(store.aliases()).stream();
    } catch (GeneralSecurityException | ProviderException | IOException e) {
      throw failed("list keys", e);
    }
  }

  boolean contains(KeyLabel label) {
    try {
      return store.containsAlias(label.value());
    } catch (GeneralSecurityException | ProviderException e) {
      throw failed("look for a key", e);
    }
  }

  synchronized @Nullable Entry entry(KeyLabel label) {
    try {
      if (!contains(label) && System.nanoTime() - loadedAt > RELOAD_NANOS) {
        var _ = reload();
      }
      Certificate @Nullable [] chain = store.getCertificateChain(label.value());
      if (chain == null || !(store.getKey(label.value(), null) instanceof PrivateKey key)) {
        return null;
      }
      List<X509Certificate> certificates = new ArrayList<>();
      for (Certificate certificate : chain) {
        certificates.add((X509Certificate) certificate);
      }
      return new Entry(key, List.copyOf(certificates));
    } catch (GeneralSecurityException | ProviderException e) {
      throw failed("read a key", e);
    }
  }

  synchronized void store(KeyLabel label, PrivateKey key, List<X509Certificate> chain) {
    try {
      store.setKeyEntry(label.value(), key, null, chain.toArray(X509Certificate[]::new));
    } catch (GeneralSecurityException | ProviderException e) {
      throw failed("store a certificate", e);
    }
  }

  synchronized boolean remove(KeyLabel label) {
    try {
      boolean present = store.containsAlias(label.value());
      store.deleteEntry(label.value());
      return present;
    } catch (GeneralSecurityException | ProviderException e) {
      throw failed("destroy a key", e);
    }
  }

  void logout() {
    if (provider instanceof AuthProvider login) {
      try {
        login.logout();
      } catch (LoginException | ProviderException e) {
        throw failed("log out", e);
      }
    }
  }

  /** The public key as the JDK's own object, which stays usable when the token goes. */
  static PublicKey detached(PublicKey key) throws GeneralSecurityException {
    return KeyFactory.getInstance(key.getAlgorithm())
        .generatePublic(new X509EncodedKeySpec(key.getEncoded()));
  }

  private static void load(KeyStore store, TokenSecret pin)
      throws GeneralSecurityException, IOException {
    char[] revealed = pin.reveal();
    try {
      store.load(null, revealed);
    } finally {
      Arrays.fill(revealed, '\0');
    }
  }

  /** Whether the token was away since the login, so that a new one is needed. */
  boolean lost() {
    return lost;
  }

  Ckr code(Exception cause) {
    Ckr code = Ckr.of(cause);
    if (code.connectionLost()) {
      lost = true;
    }
    return code;
  }

  private TokenException failed(String what, Exception cause) {
    return new TokenException(
        Fault.UNAVAILABLE, "The token could not " + what + ": " + code(cause).name(), cause);
  }
}
