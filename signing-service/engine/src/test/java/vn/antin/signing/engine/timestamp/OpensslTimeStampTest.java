package vn.antin.signing.engine.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.engine.Tools;
import vn.antin.signing.engine.online.Online;
import vn.antin.signing.engine.online.OnlineLimits;

/** Our client and {@code openssl ts} as authority and as judge. */
final class OpensslTimeStampTest {

  @TempDir private Path folder;
  private HttpServer server;
  private String extension = "critical,timeStamping";

  @BeforeEach
  void openssl() throws IOException {
    Tools.need("openssl", "openssl");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void tokenOfOpensslIsTakenAndOpensslVerifiesIt() throws Exception {
    serve();
    byte[] digest = MessageDigest.getInstance("SHA-384").digest(new byte[] {7});
    TimeStampToken token = client().stamp(digest, "SHA-384");
    Path file = Files.write(folder.resolve("token.der"), token.encoded());
    Tools.Answer verdict =
        Tools.run(
            "openssl",
            "ts",
            "-verify",
            "-digest",
            HexFormat.of().formatHex(digest),
            "-token_in",
            "-in",
            file.toString(),
            "-CAfile",
            folder.resolve("tsa.pem").toString());
    assertThat(verdict.text()).contains("Verification: OK");
  }

  @Test
  void purposeThatIsNotCriticalIsRefused() throws Exception {
    extension = "timeStamping";
    serve();
    assertThatThrownBy(() -> client().stamp(new byte[32], "SHA-256"))
        .isInstanceOf(TimeStampException.class);
  }

  private TimeStampClient client() {
    Online online =
        new Online(
            new OnlineLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), Set.of("127.0.0.1")));
    return new TimeStampClient(
        List.of(
            TimeStampServer.of(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"))),
        online,
        InstantSource.system());
  }

  private void serve() throws IOException {
    Tools.Answer made =
        Tools.run(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-keyout",
            folder.resolve("tsa.key").toString(),
            "-out",
            folder.resolve("tsa.pem").toString(),
            "-days",
            "30",
            "-subj",
            "/CN=Openssl TSA",
            "-addext",
            "keyUsage=critical,digitalSignature",
            "-addext",
            "extendedKeyUsage=" + extension);
    assertThat(made.exit()).as(made.text()).isZero();
    Files.writeString(folder.resolve("serial"), "01\n");
    Files.writeString(
        folder.resolve("ts.cnf"),
        """
        [tsa]
        default_tsa = t
        [t]
        serial = %s/serial
        default_policy = 1.2.3.4
        digests = sha256, sha384, sha512
        signer_digest = sha256
        ess_cert_id_alg = sha256
        """
            .formatted(folder));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            Path query = folder.resolve("query");
            Path reply = folder.resolve("reply");
            Files.write(query, exchange.getRequestBody().readAllBytes());
            Tools.run(
                "openssl",
                "ts",
                "-reply",
                "-config",
                folder.resolve("ts.cnf").toString(),
                "-queryfile",
                query.toString(),
                "-inkey",
                folder.resolve("tsa.key").toString(),
                "-signer",
                folder.resolve("tsa.pem").toString(),
                "-out",
                reply.toString());
            byte[] body = Files.exists(reply) ? Files.readAllBytes(reply) : new byte[] {0};
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }
}
