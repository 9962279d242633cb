package vn.antin.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;

/**
 * A certificate authority of this installation alone and the server certificate for {@code
 * localhost} that it has issued, made with the JDK's keytool and kept in the data folder. Who
 * trusts it trusts whoever can read that folder.
 *
 * @param folder where its files lie
 * @param password of its key stores
 */
record LocalAuthority(Path folder, String password) {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
  private static final String PASSWORD = "tls-stores";
  private static final String AUTHORITY = "authority";
  private static final String SERVER = "server";

  /** The authority in this data folder; made when there is none, its server certificate renewed. */
  static LocalAuthority in(DataFolder data, InstantSource clock) {
    Path folder = data.folder("tls");
    Path passwordFile = data.secretFile(PASSWORD);
    LocalAuthority authority = new LocalAuthority(folder, PrivateFiles.read(passwordFile));
    if (!Files.exists(authority.certificate())) {
      authority.create(passwordFile);
    }
    if (!authority.serverIsValid(clock)) {
      authority.issue(passwordFile);
    }
    authority.trustIt();
    return authority;
  }

  /** The authority's certificate as PEM: what browsers and programs are told to trust. */
  Path certificate() {
    return folder.resolve("ca.pem");
  }

  /** By these an application serves HTTPS. */
  Map<String, String> serverSettings() {
    return Map.of(
        "server.ssl.bundle",
        "antin",
        // It would follow, and is for this machine alone.
        "management.server.ssl.enabled",
        "false",
        "spring.ssl.bundle.jks.antin.keystore.location",
        "file:" + serverStore(),
        "spring.ssl.bundle.jks.antin.keystore.type",
        "PKCS12",
        "spring.ssl.bundle.jks.antin.keystore.password",
        password,
        "spring.ssl.bundle.jks.antin.key.alias",
        SERVER,
        "spring.ssl.bundle.jks.antin.options.enabled-protocols",
        "TLSv1.3,TLSv1.2");
  }

  /** By these a Java program trusts the authority beside those that it trusts anyway. */
  List<String> jvmOptions() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + trustStore(), "-Djavax.net.ssl.trustStoreType=JKS");
  }

  private Path serverStore() {
    return folder.resolve("server.p12");
  }

  private Path authorityStore() {
    return folder.resolve("ca.p12");
  }

  private Path trustStore() {
    return folder.resolve("trust.jks");
  }

  private void create(Path passwordFile) {
    delete(authorityStore());
    keytool(
        passwordFile,
        authorityStore(),
        "-genkeypair -keyalg EC -groupname secp256r1 -validity 3650 -ext bc:c"
            + " -ext ku:c=keyCertSign,cRLSign",
        "-alias",
        AUTHORITY,
        "-dname",
        "CN=An Tin local authority " + folder.hashCode());
    keytool(
        passwordFile,
        authorityStore(),
        "-exportcert -rfc",
        "-alias",
        AUTHORITY,
        "-file",
        certificate().toString());
    delete(serverStore());
  }

  private boolean serverIsValid(InstantSource clock) {
    if (!Files.exists(serverStore())) {
      return false;
    }
    try {
      X509Certificate server =
          (X509Certificate)
              KeyStore.getInstance(serverStore().toFile(), password.toCharArray())
                  .getCertificate(SERVER);
      server.checkValidity(Date.from(clock.instant().plus(RENEWED_BEFORE)));
      return true;
    } catch (CertificateExpiredException | CertificateNotYetValidException e) {
      return false;
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(serverStore(), e);
    }
  }

  private void issue(Path passwordFile) {
    delete(serverStore());
    Path request = folder.resolve("server.csr");
    Path issued = folder.resolve("server.crt");
    keytool(
        passwordFile,
        serverStore(),
        "-genkeypair -keyalg EC -groupname secp256r1 -dname CN=localhost",
        "-alias",
        SERVER);
    keytool(passwordFile, serverStore(), "-certreq", "-alias", SERVER, "-file", request.toString());
    keytool(
        passwordFile,
        authorityStore(),
        "-gencert -rfc -validity 397 -ext san=dns:localhost,ip:127.0.0.1"
            + " -ext ku:c=digitalSignature -ext eku=serverAuth",
        "-alias",
        AUTHORITY,
        "-infile",
        request.toString(),
        "-outfile",
        issued.toString());
    keytool(
        passwordFile,
        serverStore(),
        "-importcert -noprompt",
        "-alias",
        AUTHORITY,
        "-file",
        certificate().toString());
    keytool(
        passwordFile,
        serverStore(),
        "-importcert -noprompt",
        "-alias",
        SERVER,
        "-file",
        issued.toString());
    delete(request);
    delete(issued);
  }

  /** Made anew each time: Java's own list may have changed. */
  private void trustIt() {
    Path javas = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    try {
      KeyStore all = KeyStore.getInstance("JKS");
      all.load(null, null);
      KeyStore known = KeyStore.getInstance(javas.toFile(), "changeit".toCharArray());
      for (String alias : Collections.list(known.aliases())) {
        all.setCertificateEntry(alias, known.getCertificate(alias));
      }
      try (InputStream in = Files.newInputStream(certificate())) {
        all.setCertificateEntry(
            "antin-local", CertificateFactory.getInstance("X.509").generateCertificate(in));
      }
      try (OutputStream out = Files.newOutputStream(trustStore())) {
        all.store(out, password.toCharArray());
      }
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(trustStore(), e);
    }
  }

  private static void keytool(Path passwordFile, Path store, String options, String... more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(options.split(" ", -1)));
    command.addAll(List.of(more));
    command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass:file", passwordFile.toString()));
    Command.Result result = Command.run(command, LIMIT);
    if (result.exitCode() != 0) {
      throw new StandaloneException(
          StandaloneException.Code.ENVIRONMENT, "keytool failed: " + result.output());
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StandaloneException unusable(Path file, Exception cause) {
    return new StandaloneException(
        StandaloneException.Code.ENVIRONMENT,
        file + " cannot be used: " + cause + ". Remove the folder tls to have it made anew.",
        cause);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "LocalAuthority[" + folder + "]";
  }
}
