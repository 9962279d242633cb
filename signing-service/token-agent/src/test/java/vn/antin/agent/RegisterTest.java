package vn.antin.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registering with tokens of SoftHSM at a server that verifies by itself. */
final class RegisterTest {

  private static final String CODE = "PYNP-ZEY0-938N-KRKA-YDXW-0J6H-B7P8";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private int status = 201;
  private String answer = "{\"id\":\"0198-f00\"}";

  @TempDir Path folder;

  @BeforeAll
  static void tokens() throws Exception {
    TestTokens.prepare();
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(anyPort(), 0);
    serve(server);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private void serve(HttpServer started) {
    started.createContext("/ky/usb-token-registrations", this::take);
    started.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/ky";
  }

  private int register(Person person, String... more) {
    return registerAt(address(), person, more);
  }

  private int registerAt(String address, Person person, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("register", "--server", address, "--library", TestTokens.LIBRARY.toString()));
    words.addAll(List.of(more));
    return new Agent(stream(out), stream(err), person, InstantSource.system())
        .run(words.toArray(String[]::new));
  }

  private static PrintStream stream(ByteArrayOutputStream target) {
    return new PrintStream(target, true, StandardCharsets.UTF_8);
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
  }

  /** What the lines with this head say of the certificates that are offered, in their order. */
  private List<String> offered(String head) {
    register(new TestPerson("", CODE, "x", "0", "9"));
    List<String> said =
        out.toString(StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith(head))
            .map(line -> line.replaceAll(".* ", ""))
            .toList();
    out.reset();
    err.reset();
    return said;
  }

  private void assertProved(String body, String address, String algorithm, long serial)
      throws Exception {
    assertThat(JsonText.member(body, "code")).hasValue(CODE.replace("-", ""));
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(
                        JsonText.member(body, "certificates")
                            .orElseThrow()
                            .getBytes(StandardCharsets.US_ASCII)));
    assertThat(certificate.getSerialNumber()).isEqualTo(BigInteger.valueOf(serial));
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(certificate.getPublicKey());
    verifier.update(
        """
        antin-usb-token-registration-v1
        server: %s
        code: PYNPZEY0938NKRKAYDXW0J6HB7P8
        certificate: %s
        """
            .formatted(address, Printing.fingerprint(certificate))
            .getBytes(StandardCharsets.US_ASCII));
    assertThat(
            verifier.verify(
                Base64.getDecoder().decode(JsonText.member(body, "signature").orElseThrow())))
        .isTrue();
  }

  @Test
  void chosenCertificateIsProvedAndSentOnce() throws Exception {
    TestTokens.need();
    String number = Integer.toString(offered("Số hiệu:").indexOf("5678") + 1);
    TestPerson person = new TestPerson(TestTokens.PIN, "sai", CODE, number, "Có");

    assertThat(register(person)).as(said()).isZero();

    assertThat(bodies).hasSize(1);
    assertProved(bodies.getFirst(), address(), "SHA256withRSA", 0x5678);
    assertThat(JsonText.member(bodies.getFirst(), "algorithm")).hasValue("RSA_PKCS1_SHA256");
    assertThat(person.pinsAsked).isEqualTo(1);
    assertThat(said())
        .contains("Mã đăng ký gõ sai", "Gửi tới: " + address(), "0198-f00")
        .doesNotContain("PYNPZEY0938N", TestTokens.PIN);
  }

  @Test
  void certificateAndCodeCanBeGivenBeforehand() throws Exception {
    TestTokens.need();
    String print = offered("SHA-256:").get(offered("Số hiệu:").indexOf("1234"));

    int code =
        register(new TestPerson(TestTokens.PIN, "yes"), "--code", CODE, "--certificate", print);

    assertThat(code).as(said()).isZero();
    assertProved(bodies.getFirst(), address(), "SHA256withECDSA", 0x1234);
    assertThat(register(new TestPerson(""), "--code", CODE, "--certificate", "00"))
        .isEqualTo(Agent.NOTHING_FOUND);
  }

  @Test
  void nothingIsSentWithoutConsentOrPin() {
    TestTokens.need();
    assertThat(register(new TestPerson(TestTokens.PIN, CODE, "1", "không")))
        .isEqualTo(Agent.NOT_AGREED);
    assertThat(register(new TestPerson(TestTokens.PIN, CODE, "1"))).isEqualTo(Agent.NOT_AGREED);
    assertThat(register(new TestPerson(TestTokens.PIN))).isEqualTo(Agent.NOT_AGREED);
    assertThat(register(new TestPerson("", CODE, "1", "có"))).isEqualTo(Agent.UNUSABLE);
    TestPerson wrong = new TestPerson("000000", CODE, "1", "có");
    assertThat(register(wrong)).isEqualTo(Agent.UNUSABLE);
    assertThat(wrong.pinsAsked).as("a PIN is never tried again by itself").isEqualTo(1);
    assertThat(said()).contains("Mã PIN không đúng");
    assertThat(register(new TestPerson(""), "--code", "PYNP")).isEqualTo(Agent.USAGE);
    assertThat(bodies).isEmpty();
  }

  @Test
  void refusalIsPrintedInTheServersWords() {
    TestTokens.need();
    status = 403;
    answer = "{\"title\":\"Mã đăng ký không dùng được\",\"detail\":\"Vui lòng xin mã mới.\"}";

    assertThat(register(new TestPerson(TestTokens.PIN, CODE, "1", "có"))).isEqualTo(Agent.REFUSED);

    assertThat(said()).contains("Mã đăng ký không dùng được. Vui lòng xin mã mới.");
  }

  @Test
  void serverThatIsAwayOrAnswersNonsenseIsSaid() {
    TestTokens.need();
    status = 502;
    answer = "<html>";
    assertThat(register(new TestPerson(TestTokens.PIN, CODE, "1", "có")))
        .isEqualTo(Agent.UNREACHED);
    assertThat(said()).contains("không nhận được trả lời");
    server.stop(0);
    assertThat(register(new TestPerson(TestTokens.PIN, CODE, "1", "có")))
        .isEqualTo(Agent.UNREACHED);
    assertThat(said()).contains("Chưa gửi gì");
  }

  @Test
  void serverIsTrustedByTheGivenRootAlone() throws Exception {
    TestTokens.need();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair key = generator.generateKeyPair();
    X509Certificate own = ownCertificate(key);
    HttpsServer secure = HttpsServer.create(anyPort(), 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(context(key, own)));
    serve(secure);
    try {
      String address = "https://localhost:" + secure.getAddress().getPort() + "/ky";
      Path root = Files.writeString(folder.resolve("root.pem"), Printing.pem(own));
      Path other =
          Files.writeString(
              folder.resolve("other.pem"),
              Printing.pem(ownCertificate(generator.generateKeyPair())));
      for (String[] trust : new String[][] {{}, {"--ca", other.toString()}}) {
        assertThat(registerAt(address, new TestPerson(TestTokens.PIN, CODE, "1", "có"), trust))
            .isEqualTo(Agent.UNREACHED);
      }
      assertThat(bodies).isEmpty();

      TestPerson person = new TestPerson(TestTokens.PIN, CODE, "1", "có");
      assertThat(registerAt(address, person, "--ca", root.toString())).as(said()).isZero();

      assertThat(bodies).hasSize(1);
      assertThat(registerAt(address, person, "--ca", folder.resolve("none.pem").toString()))
          .isEqualTo(Agent.USAGE);
    } finally {
      secure.stop(0);
    }
  }

  private static X509Certificate ownCertificate(KeyPair key) throws Exception {
    X500Name name = new X500Name("CN=localhost");
    Instant now = Instant.now();
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(now.minus(Duration.ofHours(1))),
                    Date.from(now.plus(Duration.ofHours(1))),
                    name,
                    key.getPublic())
                .addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate())));
  }

  private static SSLContext context(KeyPair key, X509Certificate certificate) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("server", key.getPrivate(), new char[0], new Certificate[] {certificate});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
