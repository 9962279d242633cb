package vn.antin.signing.engine.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.engine.Tools;
import vn.antin.signing.engine.online.Online;
import vn.antin.signing.engine.online.OnlineLimits;
import vn.antin.signing.engine.revocation.RevocationData.Status;

/** Our client, and {@code openssl ca} and {@code openssl ocsp} as authority. */
final class OpensslRevocationTest {

  @TempDir private Path folder;
  private HttpServer server;
  private boolean respond = true;

  @BeforeEach
  void serve() throws IOException {
    Tools.need("openssl", "openssl");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] question = exchange.getRequestBody().readAllBytes();
            byte[] body =
                exchange.getRequestURI().getPath().equals("/ocsp")
                    ? respond(question)
                    : Files.readAllBytes(folder.resolve("list.crl"));
            exchange.sendResponseHeaders(respond ? 200 : 500, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    authority();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void opensslResponderIsUnderstood() throws Exception {
    assertThat(find("good").status()).isEqualTo(Status.GOOD);
    RevocationData withdrawn = find("withdrawn");
    assertThat(withdrawn.status()).isEqualTo(Status.REVOKED);
    assertThat(withdrawn.ocspResponses()).hasSize(1);
  }

  @Test
  void opensslListIsUnderstood() throws Exception {
    respond = false;
    assertThat(find("good").status()).isEqualTo(Status.UNKNOWN);
    respond = true;
    Files.deleteIfExists(folder.resolve("ca.key"));
    RevocationData good = find("good");
    assertThat(good.status()).isEqualTo(Status.GOOD);
    assertThat(good.crls()).hasSize(1);
    assertThat(find("withdrawn").status()).isEqualTo(Status.REVOKED);
  }

  private RevocationData find(String name) throws Exception {
    try (Online online =
        new Online(
            new OnlineLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), Set.of("127.0.0.1")))) {
      RevocationClient client =
          new RevocationClient(
              online,
              new MemoryRevocationStore(10),
              InstantSource.system(),
              RevocationLimits.defaults());
      return client.find(read(name), read("ca"), InstantSource.system().instant());
    }
  }

  private X509Certificate read(String name) throws Exception {
    try (InputStream in = Files.newInputStream(folder.resolve(name + ".pem"))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private byte[] respond(byte[] question) throws IOException {
    Path in = Files.write(folder.resolve("question"), question);
    Path out = folder.resolve("answer");
    Files.deleteIfExists(out);
    openssl(
        "ocsp -index index.txt -CA ca.pem -rsigner ca.pem -rkey ca.key -ndays 1 -reqin question"
            + " -respout answer");
    assertThat(in).exists();
    return Files.exists(out) ? Files.readAllBytes(out) : new byte[] {0};
  }

  private void authority() throws IOException {
    int port = server.getAddress().getPort();
    Files.createFile(folder.resolve("index.txt"));
    Files.writeString(folder.resolve("serial"), "1000\n");
    Files.writeString(folder.resolve("crlnumber"), "01\n");
    Files.writeString(
        folder.resolve("ca.cnf"),
        """
        [ca]
        default_ca = c
        [c]
        dir = %1$s
        database = %1$s/index.txt
        new_certs_dir = %1$s
        serial = %1$s/serial
        crlnumber = %1$s/crlnumber
        certificate = %1$s/ca.pem
        private_key = %1$s/ca.key
        default_md = sha256
        default_days = 30
        default_crl_days = 7
        policy = p
        x509_extensions = leaf
        [p]
        commonName = supplied
        [leaf]
        basicConstraints = CA:false
        authorityInfoAccess = OCSP;URI:http://127.0.0.1:%2$d/ocsp
        crlDistributionPoints = URI:http://127.0.0.1:%2$d/list.crl
        """
            .formatted(folder, port));
    openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem"
            + " -days 60 -subj /CN=Openssl_CA -addext keyUsage=critical,keyCertSign,cRLSign");
    for (String name : List.of("good", "withdrawn")) {
      openssl(
          "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout %s.key -out %s.csr"
                  .formatted(name, name)
              + " -subj /CN="
              + name);
      openssl("ca -batch -config ca.cnf -in %s.csr -out %s.pem -notext".formatted(name, name));
    }
    openssl("ca -batch -config ca.cnf -revoke withdrawn.pem -crl_reason keyCompromise");
    openssl("ca -config ca.cnf -gencrl -out list.pem");
    openssl("crl -in list.pem -outform DER -out list.crl");
  }

  private void openssl(String arguments) {
    List<String> command = new ArrayList<>(List.of("env", "-C", folder.toString(), "openssl"));
    command.addAll(List.of(arguments.split(" ")));
    Tools.run(command.toArray(String[]::new));
  }
}
