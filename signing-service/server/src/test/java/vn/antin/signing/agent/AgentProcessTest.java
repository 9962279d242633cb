package vn.antin.signing.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.FreePort;
import vn.antin.signing.certificate.Certificates;

/** The token agent itself, as a process, with SoftHSM standing for the USB token. */
final class AgentProcessTest {
  private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
  private static final String PIN = "482716";

  private static final List<Path> CLASSES =
      List.of("token-agent/target/classes", "token/target/classes").stream()
          .map(Path.of(System.getProperty("antin.root"), "signing-service")::resolve)
          .toList();

  @TempDir static Path folder;
  private static TestAgent agent;

  @BeforeAll
  static void start() throws IOException {
    for (var program : List.of("/usr/bin/softhsm2-util", "/usr/bin/pkcs11-tool")) {
      assumeTrue(Files.exists(Path.of(program)), "skipped: " + program + " is not installed");
    }
    assumeTrue(
        Files.exists(CLASSES.getFirst().resolve("vn/antin/agent/Signing.class"))
            && Files.exists(CLASSES.getLast().resolve("vn/antin/signing/token")),
        "skipped: the token agent was not built in this checkout");
    var port = FreePort.find();
    agent =
        TestAgent.start(
            Files.createDirectory(folder.resolve("anchors")),
            "server.port=" + port,
            "antin.public-url=http://localhost:" + port);
    agent.service.authServer.audience = "http://localhost:" + port;
  }

  @AfterAll
  static void stop() {
    if (agent != null) {
      agent.close();
    }
  }

  private record Run(int exitCode, String text) {}

  private static Run run(Path token, String... command) throws IOException, InterruptedException {
    var said = Files.createTempFile(folder, "said", ".txt");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().put("SOFTHSM2_CONF", token.resolve("softhsm2.conf").toString());
    var process = builder.start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(Files.readString(said)).isTrue();
      return new Run(process.exitValue(), Files.readString(said));
    } finally {
      process.destroyForcibly();
    }
  }

  private static void tool(Path token, String... command) throws Exception {
    var run = run(token, command);
    assertThat(run.exitCode()).as(run.text()).isZero();
  }

  /** A token with the person's key and certificate. */
  private static Path token(TestAgent.Person person) throws Exception {
    var token = Files.createTempDirectory(folder, "token");
    Files.writeString(
        token.resolve("softhsm2.conf"),
        "directories.tokendir = "
            + Files.createDirectory(token.resolve("objects"))
            + "\nlog.level = ERROR\n");
    tool(
        token,
        "softhsm2-util",
        "--init-token",
        "--free",
        "--label",
        "usb",
        "--pin",
        PIN,
        "--so-pin",
        "9182736");
    var key = token.resolve("key.pem");
    Files.writeString(key, Certificates.pem("PRIVATE KEY", person.key().getPrivate().getEncoded()));
    tool(
        token,
        "softhsm2-util",
        "--import",
        key.toString(),
        "--token",
        "usb",
        "--label",
        "ky-so",
        "--id",
        "01",
        "--pin",
        PIN);
    var certificate = token.resolve("certificate.der");
    Files.write(certificate, person.certificate().getEncoded());
    tool(
        token,
        "pkcs11-tool",
        "--module",
        LIBRARY.toString(),
        "--token-label",
        "usb",
        "--login",
        "--pin",
        PIN,
        "--write-object",
        certificate.toString(),
        "--type",
        "cert",
        "--id",
        "01",
        "--label",
        "ky-so");
    return token;
  }

  private static Run agent(Path token, String... words) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                CLASSES.getFirst() + ":" + CLASSES.getLast(),
                "vn.antin.agent.Agent"));
    command.addAll(List.of(words));
    return run(token, command.toArray(String[]::new));
  }

  private static Run sign(Path token, String link, String pin) throws Exception {
    var servers = token.resolve("servers");
    if (!Files.exists(servers)) {
      var url = "http://localhost:" + agent.service.port();
      var line = agent(token, "pin", "--server", url);
      assertThat(line.exitCode()).as(line.text()).isZero();
      Files.writeString(servers, line.text());
    }
    var file = Files.createTempFile(token, "pin", "");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file, pin + "\n", StandardCharsets.US_ASCII);
    return agent(
        token,
        "sign",
        "--job",
        link,
        "--library",
        LIBRARY.toString(),
        "--servers",
        servers.toString(),
        "--state",
        token.resolve("own").toString(),
        "--pin-file",
        file.toString(),
        "--yes");
  }

  @Test
  void agentSignsAFiftyDocumentsJobUnderOnePin() throws Exception {
    var person = agent.person();
    var token = token(person);
    var request = agent.request(person, 50);
    var link = agent.make(person, request).json().path("link").asString("");

    var signed = sign(token, link, PIN);

    assertThat(signed.exitCode()).as(signed.text()).isZero();
    assertThat(signed.text()).contains(person.name(), "Đã ký 50/50", "Đã ký 50 văn bản");
    var stands = agent.stands(person, request);
    assertThat(stands.path("signed").asInt(0)).isEqualTo(50);
    assertThat(stands.path("because").asString("")).isEqualTo("done");
    var again = sign(token, link, PIN);
    assertThat(again.exitCode()).as(again.text()).isEqualTo(7);
    assertThat(again.text()).contains("Phiếu ký này không còn");
  }

  @Test
  void wrongPinAndAnothersTokenSignNothingAndThePageHearsIt() throws Exception {
    var person = agent.person();
    var token = token(person);
    var request = agent.request(person, 1);
    var wrong = agent.make(person, request).json().path("link").asString("");
    assertThat(sign(token, wrong, "000000").exitCode()).isEqualTo(1);
    assertThat(agent.stands(person, request).path("because").asString("")).isEqualTo("pin");

    var other = token(agent.person());
    var elsewhere = agent.make(person, request).json().path("link").asString("");
    assertThat(sign(other, elsewhere, PIN).exitCode()).isEqualTo(3);
    assertThat(agent.stands(person, request).path("because").asString(""))
        .isEqualTo("no-certificate");
    assertThat(agent.stands(person, request).path("signed").asInt(-1)).isZero();
  }
}
