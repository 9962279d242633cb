package vn.antin.signing.token;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.antin.signing.token.SigningOutcome.Reason;
import vn.antin.signing.token.TokenException.Fault;

/** The keys of one PKCS#12 file as somebody handed it over; read once, never written. */
final class KeyFileVault implements Vault {

  private final Path file;
  private final Map<KeyLabel, SoftwareKey> keys = new LinkedHashMap<>();

  private KeyFileVault(Path file) {
    this.file = file;
  }

  static KeyFileVault open(Path file, TokenSecret password) {
    KeyFileVault vault = new KeyFileVault(file);
    SoftwareKey.in(file, password).forEach((alias, key) -> vault.keys.put(vault.label(alias), key));
    return vault;
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
  public TokenCapabilities capabilities() {
    return SoftwareKey.capabilities();
  }

  @Override
  public List<KeyLabel> labels() {
    return List.copyOf(keys.keySet());
  }

  @Override
  public Optional<TokenKey> find(KeyLabel label) {
    return Optional.ofNullable(keys.get(label)).map(key -> key.described(label));
  }

  @Override
  public SigningOutcome sign(KeyLabel label, SigningAlgorithm algorithm, SigningInput input) {
    SoftwareKey key = keys.get(label);
    return key == null
        ? new SigningOutcome.Refused(Reason.NO_SUCH_KEY, "No key " + label)
        : key.sign(label, algorithm, input);
  }

  @Override
  public TokenKey generate(KeyLabel label, KeyKind kind) {
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
