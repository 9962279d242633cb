package vn.antin.signing.token;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.antin.signing.token.SigningOutcome.Reason;
import vn.antin.signing.token.TokenException.Fault;

/** The keys of one PKCS#12 file as somebody handed it over; read once, never written. */
final class KeyFileVault implements Vault {

  private final Path file;
  private final Map<KeyLabel, Held> keys = new LinkedHashMap<>();

  private record Held(PrivateKey key, List<X509Certificate> chain) {}

  private KeyFileVault(Path file) {
    this.file = file;
  }

  static KeyFileVault open(Path file, TokenSecret password) {
    KeyFileVault vault = new KeyFileVault(file);
    char[] revealed = password.reveal();
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, revealed);
      for (String alias : Collections.list(store.aliases())) {
        Certificate[] chain = store.getCertificateChain(alias);
        if (chain != null && store.getKey(alias, revealed) instanceof PrivateKey key) {
          vault.keys.put(vault.label(alias), new Held(key, certificates(chain)));
        }
      }
    } catch (IOException e) {
      boolean wrong = e.getCause() instanceof UnrecoverableKeyException;
      throw new TokenException(
          wrong ? Fault.PIN_REFUSED : Fault.UNAVAILABLE,
          wrong ? "The password does not open " + file : "Cannot read " + file,
          e);
    } catch (GeneralSecurityException e) {
      throw new TokenException(Fault.UNAVAILABLE, "Cannot read " + file, e);
    } finally {
      Arrays.fill(revealed, '\0');
    }
    return vault;
  }

  private static List<X509Certificate> certificates(Certificate[] chain) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Certificate certificate : chain) {
      certificates.add((X509Certificate) certificate);
    }
    return List.copyOf(certificates);
  }

  /** Aliases are free text; one that is no label gets a number. */
  private KeyLabel label(String alias) {
    KeyLabel label =
        KeyLabel.allowed(alias) ? new KeyLabel(alias) : new KeyLabel("key-" + (keys.size() + 1));
    return keys.containsKey(label) ? new KeyLabel("key-" + (keys.size() + 1)) : label;
  }

  @Override
  public String name() {
    return "the keys in " + file;
  }

  @Override
  public List<KeyLabel> labels() {
    return List.copyOf(keys.keySet());
  }

  @Override
  public Optional<TokenKey> find(KeyLabel label) {
    return Optional.ofNullable(keys.get(label))
        .map(held -> {
          Set<SigningAlgorithm> able = EnumSet.allOf(SigningAlgorithm.class);
          able.removeIf(algorithm -> !algorithm.fits(held.chain().getFirst().getPublicKey()));
          return new TokenKey(label, held.chain().getFirst().getPublicKey(), held.chain(), able);
        });
  }

  @Override
  public SigningOutcome sign(KeyLabel label, SigningAlgorithm algorithm, byte[] bytes) {
    Held held = keys.get(label);
    if (held == null) {
      return new SigningOutcome.Refused(Reason.NO_SUCH_KEY, "No key " + label);
    }
    if (!algorithm.fits(held.chain().getFirst().getPublicKey())) {
      return new SigningOutcome.Refused(
          Reason.ALGORITHM_NOT_SUPPORTED, "Key " + label + " does not do " + algorithm);
    }
    try {
      Signature signer = algorithm.signature();
      signer.initSign(held.key());
      signer.update(bytes);
      return new SigningOutcome.Signed(new SignatureValue(signer.sign()));
    } catch (GeneralSecurityException e) {
      return new SigningOutcome.Refused(Reason.UNAVAILABLE, "Signing failed: " + e.getMessage());
    }
  }

  @Override
  public TokenKey generate(KeyLabel label, KeyKind kind) {
    throw readOnly();
  }

  @Override
  public void putCertificates(KeyLabel label, List<X509Certificate> chain) {
    throw readOnly();
  }

  @Override
  public boolean destroy(KeyLabel label) {
    throw readOnly();
  }

  @Override
  public void close() {
    keys.clear();
  }

  private TokenException readOnly() {
    return new TokenException(Fault.UNAVAILABLE, file + " is only read, never written");
  }
}
