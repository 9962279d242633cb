package vn.antin.signing.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The same code over another library than SoftHSM: IBM's opencryptoki with its software token,
 * which has no elliptic curves and wraps with AES-CBC only. It needs its daemon and a token slot of
 * the whole machine: therefore only with {@code -Dantin.long=true}. An initialised token that is
 * not ours is left alone, and a daemon that was started here is ended with this process.
 */
final class OpencryptokiTest {

  private static final String LABEL = "antin-test";
  private static final String PIN = "27391505";
  private static final String OFFICER = "76543210";
  private static final String FACTORY_OFFICER = "87654321";
  private static final String SLOT = "3";
  private static final byte[] MESSAGE = {1, 2, 3};

  private static final Path LIBRARY =
      Stream.of(
              "/usr/lib/x86_64-linux-gnu/pkcs11/libopencryptoki.so",
              "/usr/lib64/pkcs11/libopencryptoki.so")
          .map(Path::of)
          .filter(Files::exists)
          .findFirst()
          .orElse(Path.of("/nowhere"));

  private final String master = "master-" + UUID.randomUUID();
  private final KeyLabel label = new KeyLabel("key-" + UUID.randomUUID());
  private Token token;

  @BeforeEach
  void openToken() throws Exception {
    assumeTrue(
        Boolean.getBoolean("antin.long"), "skipped: the token is the machine's; -Dantin.long=true");
    assumeTrue(Files.exists(LIBRARY), "skipped: package opencryptoki is not installed");
    prepare();
    token =
        Token.pkcs11(
            Pkcs11Settings.of(LIBRARY, LABEL, TokenSecret.of(PIN.toCharArray()))
                .with(Wrapping.under(master)),
            TokenLimits.defaults());
  }

  @AfterEach
  void closeToken() {
    if (token != null) {
      token.close();
    }
  }

  @Test
  void residentRsaKeySignsWithEveryAlgorithmItNames() {
    TokenKey key = token.generate(label, KeyKind.RSA_2048);
    try {
      assertThat(key.algorithms())
          .contains(SigningAlgorithm.RSA_PKCS1_SHA256, SigningAlgorithm.RSA_PSS_SHA256);
      for (SigningAlgorithm algorithm : key.algorithms()) {
        verify(key, algorithm, token.sign(label, algorithm, MESSAGE));
      }
    } finally {
      token.destroy(label);
    }
    assertThat(token.find(label)).isEmpty();
  }

  @Test
  void keyIsWrappedWithCbcBecauseNothingElseIsOffered() {
    token.makeMasterKey(master);
    try {
      assertThat(token.capabilities().wrapping()).isEqualTo(WrapMechanism.AES_CBC_PAD);
      WrappedKey key = token.generateWrapped(label, KeyKind.RSA_2048);

      assertThat(key.vector()).hasSize(16);
      token.forgetAll();
      SigningOutcome outcome = token.sign(key, SigningAlgorithm.RSA_PKCS1_SHA256, MESSAGE);
      verify(
          new TokenKey(label, key.publicKey(), List.of(), Set.of()),
          SigningAlgorithm.RSA_PKCS1_SHA256,
          outcome);
    } finally {
      destroyMaster();
    }
  }

  private static void verify(TokenKey key, SigningAlgorithm algorithm, SigningOutcome outcome) {
    assertThat(outcome).as(algorithm.name()).isInstanceOf(SigningOutcome.Signed.class);
    byte[] value = ((SigningOutcome.Signed) outcome).value().bytes();
    assertThat(algorithm.verify(key.publicKey(), MESSAGE, value)).as(algorithm.name()).isTrue();
  }

  /** The token is the machine's and outlives the test: what was put into it is taken out again. */
  private void destroyMaster() {
    Cryptoki cryptoki = Cryptoki.load(LIBRARY);
    long slot =
        cryptoki.tokens().stream()
            .filter(each -> each.label().equals(LABEL))
            .findFirst()
            .orElseThrow()
            .slot();
    long session = cryptoki.openSession(slot, true);
    for (long key :
        cryptoki.find(
            session,
            CryptokiTemplate.of(Cryptoki.CLASS_SECRET_KEY)
                .with(Cryptoki.LABEL, master.getBytes(StandardCharsets.UTF_8)))) {
      cryptoki.keys().destroy(session, key);
    }
    cryptoki.closeSession(session);
  }

  private static void prepare() throws IOException, InterruptedException {
    if (daemons().isEmpty()) {
      assumeTrue(run("", "pkcsslotd").ended(0), "skipped: the daemon pkcsslotd does not start");
      List<ProcessHandle> started = daemons();
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> started.forEach(ProcessHandle::destroy)));
    }
    Ran shown = run("", "pkcsconf", "-t", "-c", SLOT);
    assumeTrue(shown.ended(0), "skipped: opencryptoki shows no software token");
    if (shown.said().contains("TOKEN_INITIALIZED")) {
      assumeTrue(shown.said().contains(LABEL), "skipped: the software token is not ours");
      return;
    }
    assumeTrue(
        run(LABEL + "\n", "pkcsconf", "-I", "-c", SLOT, "-S", FACTORY_OFFICER).ended(0)
            && run("", "pkcsconf", "-P", "-c", SLOT, "-S", FACTORY_OFFICER, "-n", OFFICER).ended(0)
            && run("", "pkcsconf", "-u", "-c", SLOT, "-S", OFFICER, "-n", PIN).ended(0),
        "skipped: the software token cannot be initialised");
  }

  private static List<ProcessHandle> daemons() throws IOException, InterruptedException {
    return run("", "pgrep", "-x", "pkcsslotd")
        .said()
        .lines()
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())).stream())
        .toList();
  }

  private record Ran(int status, String said) {
    boolean ended(int wanted) {
      return status == wanted;
    }
  }

  private static Ran run(String input, String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("opencryptoki", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile()) // the daemon would keep a pipe open
              .start();
      try (var in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.US_ASCII));
      }
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Ran(-1, "");
      }
      return new Ran(process.exitValue(), Files.readString(output));
    } catch (IOException missing) {
      return new Ran(-1, "");
    } finally {
      Files.delete(output);
    }
  }
}
