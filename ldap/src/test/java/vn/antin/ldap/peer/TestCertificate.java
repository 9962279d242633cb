package vn.antin.ldap.peer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A self-signed certificate for localhost, made by the JDK's keytool; also as PEM files. */
public final class TestCertificate {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private TestCertificate() {}

  /** Writes {@code certificate.pem} and {@code key.pem} and returns a context that serves them. */
  public static SSLContext localhost(Path folder) throws IOException, InterruptedException {
    return named(folder, "ip:127.0.0.1,dns:localhost");
  }

  public static SSLContext named(Path folder, String subjectAlternativeNames)
      throws IOException, InterruptedException {
    Path store = folder.resolve("server.p12");
    Files.deleteIfExists(store);
    ProcessOutput.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "server",
            "-keyalg",
            "RSA", // GnuTLS cannot read the JDK's form of an EC key
            "-keysize",
            "2048",
            "-dname",
            "CN=Test directory",
            "-ext",
            "san=" + subjectAlternativeNames,
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            "changeit")
        .orFail();
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD);
      write(folder, "certificate.pem", "CERTIFICATE", keys.getCertificate("server").getEncoded());
      write(folder, "key.pem", "PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded());
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static void write(Path folder, String name, String kind, byte[] der) throws IOException {
    Files.writeString(
        folder.resolve(name),
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
            .formatted(kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)));
  }
}
