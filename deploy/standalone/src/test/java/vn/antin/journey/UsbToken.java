package vn.antin.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.antin.standalone.Antin;
import vn.antin.standalone.OutsideAuthority;

/**
 * A USB token, which is one of SoftHSM, with one key and one certificate, plugged into a machine
 * with the token agent. The agent asks its questions at a terminal, so it is given one.
 */
final class UsbToken {
  static final String PIN = "482716";

  private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String ID = "01";

  private final Path folder;
  private final Path configuration;

  private UsbToken(Path folder, Path configuration) {
    this.folder = folder;
    this.configuration = configuration;
  }

  /** What the agent printed, and how it ended. */
  record Run(int exitCode, String text) {}

  /** A question that the agent asks and what is typed then. */
  record Typed(String question, String answer) {}

  /** Skips the test on a machine that lacks what it needs. */
  static void need() {
    for (String program : List.of("softhsm2-util", "pkcs11-tool", "script")) {
      assumeThat(Path.of("/usr/bin", program)).as("the program %s", program).isExecutable();
    }
    assumeThat(LIBRARY).as("SoftHSM (package softhsm2)").exists();
  }

  static UsbToken in(Path folder, PrivateKey key, X509Certificate certificate) throws Exception {
    Path objects = Files.createDirectories(folder.resolve("objects"));
    Path configuration =
        Files.writeString(
            folder.resolve("softhsm2.conf"),
            "directories.tokendir = " + objects + "\nlog.level = ERROR\n");
    UsbToken token = new UsbToken(folder, configuration);
    String name = "usb";
    token.tool(
        "softhsm2-util",
        "--init-token",
        "--free",
        "--label",
        name,
        "--pin",
        PIN,
        "--so-pin",
        "9182736");
    Path secret =
        Files.writeString(
            folder.resolve("key.pem"), OutsideAuthority.pem("PRIVATE KEY", key.getEncoded()));
    token.tool(
        "softhsm2-util",
        "--import",
        secret.toString(),
        "--token",
        name,
        "--label",
        "ky-so",
        "--id",
        ID,
        "--pin",
        PIN);
    Path der = Files.write(folder.resolve("certificate.der"), certificate.getEncoded());
    token.tool(
        "pkcs11-tool",
        "--module",
        LIBRARY.toString(),
        "--token-label",
        name,
        "--login",
        "--pin",
        PIN,
        "--write-object",
        der.toString(),
        "--type",
        "cert",
        "--id",
        ID,
        "--label",
        "ky-so");
    return token;
  }

  private void tool(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("env", "SOFTHSM2_CONF=" + configuration));
    command.addAll(List.of(words));
    Path said = folder.resolve("tool.out");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as(words[0]).isTrue();
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
  }

  /** {@code java -jar antin-token-agent.jar register}, with these answers to its questions. */
  Run register(String server, List<Typed> answers) throws Exception {
    return run(List.of("register", "--server", server, "--library", LIBRARY.toString()), answers);
  }

  /**
   * What the computer does with a link {@code antin-sign://…} that a page opens, where nobody has a
   * window; the only server it obeys is the one that was pinned before.
   */
  Run sign(String server, String link, List<Typed> answers) throws Exception {
    Run pinned = run(List.of("pin", "--server", server), List.of());
    assertThat(pinned.exitCode()).as(pinned.text()).isZero();
    Path servers =
        Files.writeString(folder.resolve("servers"), pinned.text().replace("\r\n", "\n"));
    return run(
        List.of(
            "sign",
            "--job",
            link,
            "--console",
            "--library",
            LIBRARY.toString(),
            "--servers",
            servers.toString(),
            "--state",
            folder.resolve("own").toString()),
        answers);
  }

  private Run run(List<String> words, List<Typed> answers) throws Exception {
    Path said = Files.createTempFile(folder, "agent", ".out");
    Process process =
        new ProcessBuilder(
                "script",
                "--quiet",
                "--flush",
                "--return",
                "--command",
                command(words),
                "/dev/null")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      int from = 0;
      for (Typed typed : answers) {
        from = await(process, said, typed.question(), from);
        process.getOutputStream().write((typed.answer() + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
      }
      assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as(text(said)).isTrue();
      return new Run(process.exitValue(), text(said));
    } finally {
      process.destroyForcibly();
    }
  }

  /** Both jars in one folder, as its page tells. */
  private String command(List<String> words) throws IOException {
    Path home = Antin.home().resolve("signing-service");
    Path agent = folder.resolve("antin-token-agent.jar");
    Files.copy(
        home.resolve("token-agent/target/antin-token-agent.jar"),
        agent,
        StandardCopyOption.REPLACE_EXISTING);
    Files.copy(
        home.resolve("token/target/antin-token.jar"),
        folder.resolve("antin-token.jar"),
        StandardCopyOption.REPLACE_EXISTING);
    return Stream.concat(
            Stream.of(
                "env",
                "LC_ALL=C.UTF-8",
                "SOFTHSM2_CONF=" + configuration,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                agent.toString()),
            words.stream())
        .map(word -> "'" + word + "'")
        .collect(Collectors.joining(" "));
  }

  /** Where the question ends. */
  private static int await(Process process, Path said, String question, int from) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      boolean over = process.waitFor(50, TimeUnit.MILLISECONDS);
      int at = text(said).indexOf(question, from);
      if (at >= 0) {
        return at + question.length();
      }
      if (over || System.nanoTime() > end) {
        throw new AssertionError("'" + question + "' was not asked:\n" + text(said));
      }
    }
  }

  private static String text(Path said) throws IOException {
    return new String(Files.readAllBytes(said), StandardCharsets.UTF_8);
  }
}
