package vn.antin.signing.token;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.token.SigningOutcome.Reason;
import vn.antin.signing.token.TokenException.Fault;

/**
 * A folder with one PKCS#12 file per key, read when first used. The keys are only as safe as the
 * folder and its password: for development.
 */
final class SoftwareVault implements Vault {

  private static final String SUFFIX = ".p12";
  private static final String ALIAS = "key";

  private final Path directory;
  private final TokenSecret password;
  private final Map<KeyLabel, SoftwareKey> held = new ConcurrentHashMap<>();

  private SoftwareVault(Path directory, TokenSecret password) {
    this.directory = directory;
    this.password = password;
  }

  static SoftwareVault open(Path directory, TokenSecret password) throws IOException {
    Files.createDirectories(directory, ownerOnly("rwx------"));
    SoftwareVault vault = new SoftwareVault(directory, password);
    List<KeyLabel> labels = vault.labels();
    if (!labels.isEmpty()) {
      // a wrong password is a fault at start, not at the first use
      vault.load(labels.getFirst());
    }
    return vault;
  }

  @Override
  public String name() {
    return "software keys in " + directory;
  }

  @Override
  public TokenCapabilities capabilities() {
    return SoftwareKey.capabilities();
  }

  @Override
  public List<KeyLabel> labels() {
    List<KeyLabel> labels = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        String label = name.substring(0, name.length() - SUFFIX.length());
        if (KeyLabel.allowed(label)) {
          labels.add(new KeyLabel(label));
        }
      }
    } catch (IOException e) {
      throw new TokenException(Fault.UNAVAILABLE, "Cannot list " + directory, e);
    }
    return List.copyOf(labels);
  }

  @Override
  public Optional<TokenKey> find(KeyLabel label) {
    return Optional.ofNullable(load(label)).map(key -> key.described(label));
  }

  @Override
  public TokenKey generate(KeyLabel label, KeyKind kind) {
    if (Files.exists(file(label))) {
      throw taken(label);
    }
    if (kind == KeyKind.ML_DSA_65 && !SigningAlgorithm.experimental()) {
      throw new TokenException(Fault.UNAVAILABLE, kind + " is experimental and switched off");
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.family());
      generator.initialize(kind.parameters());
      KeyPair pair = generator.generateKeyPair();
      PublicKey publicKey = pair.getPublic();
      SigningAlgorithm algorithm = SigningAlgorithm.usual(publicKey);
      Signature signer = algorithm.signature();
      signer.initSign(pair.getPrivate());
      X509Certificate certificate = PlaceholderCertificate.make(label, publicKey, signer);
      SoftwareKey fresh = new SoftwareKey(pair.getPrivate(), List.of(certificate));
      store(label, fresh);
      return fresh.described(label);
    } catch (GeneralSecurityException e) {
      throw new TokenException(Fault.UNAVAILABLE, "Cannot make a key " + kind, e);
    }
  }

  @Override
  public SigningOutcome sign(KeyLabel label, SigningAlgorithm algorithm, SigningInput input) {
    SoftwareKey key = load(label);
    return key == null
        ? new SigningOutcome.Refused(Reason.NO_SUCH_KEY, "No key " + label)
        : key.sign(label, algorithm, input);
  }

  @Override
  public boolean destroy(KeyLabel label) {
    held.remove(label);
    try {
      return Files.deleteIfExists(file(label));
    } catch (IOException e) {
      throw new TokenException(Fault.UNAVAILABLE, "Cannot delete " + file(label), e);
    }
  }

  @Override
  public void close() {
    held.clear();
  }

  static TokenException taken(KeyLabel label) {
    return new TokenException(Fault.LABEL_TAKEN, "There is already a key " + label);
  }

  private @Nullable SoftwareKey load(KeyLabel label) {
    Path file = file(label);
    if (!Files.exists(file)) {
      held.remove(label);
      return null;
    }
    return held.computeIfAbsent(label, l -> read(file));
  }

  private SoftwareKey read(Path file) {
    SoftwareKey key = SoftwareKey.in(file, password).get(ALIAS);
    if (key == null) {
      throw new TokenException(Fault.UNAVAILABLE, "There is no key in " + file);
    }
    return key;
  }

  private void store(KeyLabel label, SoftwareKey key) {
    char[] revealed = password.reveal();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(ALIAS, key.key(), revealed, key.chain().toArray(X509Certificate[]::new));
      Path fresh = Files.createTempFile(directory, "new", ".tmp", ownerOnly("rw-------"));
      try {
        try (OutputStream out = Files.newOutputStream(fresh)) {
          store.store(out, revealed);
        }
        Files.move(fresh, file(label));
      } finally {
        Files.deleteIfExists(fresh);
      }
      held.put(label, key);
    } catch (FileAlreadyExistsException e) {
      throw taken(label);
    } catch (IOException | GeneralSecurityException e) {
      throw new TokenException(Fault.UNAVAILABLE, "Cannot write " + file(label), e);
    } finally {
      Arrays.fill(revealed, '\0');
    }
  }

  private Path file(KeyLabel label) {
    return directory.resolve(label.value() + SUFFIX);
  }

  private static FileAttribute<?>[] ownerOnly(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
