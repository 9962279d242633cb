package vn.antin.signing.authority.ceremony;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import vn.antin.signing.certificate.Certificates;

/** The folder of a root: its key and what it did. */
final class Root {
  static final String ALGORITHM = "SHA384withECDSA";
  private static final String CURVE = "secp384r1";
  private static final String ALIAS = "root";

  private final Path folder;
  private final PrivateKey key;
  private final X509Certificate certificate;

  private Root(Path folder, PrivateKey key, X509Certificate certificate) {
    this.folder = folder;
    this.key = key;
    this.certificate = certificate;
  }

  static KeyPair newKey() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(CURVE));
    return generator.generateKeyPair();
  }

  /** Writes a new root; a folder that has one keeps it. */
  static Root create(Path folder, char[] passphrase, PrivateKey key, X509Certificate certificate)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(ALIAS, key, passphrase, new Certificate[] {certificate});
    var bytes = new ByteArrayOutputStream();
    store.store(bytes, passphrase);
    Files.createDirectories(folder);
    var file =
        Files.createFile(
            folder.resolve("root.p12"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, bytes.toByteArray());
    var root = new Root(folder, key, certificate);
    root.write("root.pem", Certificates.pem("CERTIFICATE", Certificates.encode(certificate)));
    return root;
  }

  static Root open(Path folder, char[] passphrase) throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(folder.resolve("root.p12"))) {
      store.load(in, passphrase);
    }
    if (store.getKey(ALIAS, passphrase) instanceof PrivateKey key
        && store.getCertificate(ALIAS) instanceof X509Certificate certificate) {
      return new Root(folder, key, certificate);
    }
    throw new GeneralSecurityException("root.p12 holds no root");
  }

  PrivateKey key() {
    return key;
  }

  X509Certificate certificate() {
    return certificate;
  }

  ContentSigner signer() {
    try {
      return new JcaContentSignerBuilder(ALGORITHM).build(key);
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("the JDK lacks " + ALGORITHM, e);
    }
  }

  /** The next number of a list; written down before the list is made. */
  long nextNumber() throws IOException {
    var file = folder.resolve("crl-number");
    var next = Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) + 1 : 1;
    Files.writeString(file, next + "\n");
    return next;
  }

  /** Whether this certificate was signed by this root. */
  boolean issued(String serialNumber) {
    return Files.exists(folder.resolve("issued").resolve(serialNumber + ".pem"));
  }

  /** Lines of serial number, reason and moment. */
  Path revoked() {
    return folder.resolve("revoked");
  }

  void write(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
  }

  /** One line for each act, before and after the key is used. */
  void record(String line) throws IOException {
    Files.writeString(
        folder.resolve("record.txt"),
        line + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
