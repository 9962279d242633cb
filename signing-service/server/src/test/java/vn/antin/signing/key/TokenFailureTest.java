package vn.antin.signing.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.token.SigningOutcome;
import vn.antin.signing.token.SigningOutcome.Reason;
import vn.antin.signing.token.Token;
import vn.antin.signing.token.TokenException;

/** Tokens that go away, hang, refuse the PIN or are full. */
final class TokenFailureTest {
  private static final KeyLabel LABEL = new KeyLabel("credential-1");
  private static final byte[] MASTER = new byte[32];
  private static final Path CLIENT = Path.of("/usr/lib/x86_64-linux-gnu/pkcs11/p11-kit-client.so");

  /** Two seconds are promised; the rest is for a machine that is busy with other tests. */
  private static final Duration BOUND = Duration.ofSeconds(6);

  @TempDir private Path folder;

  @Test
  void twoTokensWithOneMasterKeyShareTheWorkAndOneGoesOnAlone() throws Exception {
    var first = OwnSoftHsm.make(folder);
    var second = OwnSoftHsm.make(folder);
    var one = TestKeys.held("one", () -> entered(first));
    var two = TestKeys.held("two", () -> entered(second));
    try (var node = new TestKeys(folder).node(one, two)) {
      node.keys().generate(LABEL, KeyKind.EC_P256, Residence.WRAPPED, "official-1");
      for (int i = 0; i < 20; i++) {
        assertThat(sign(node)).isInstanceOf(SigningOutcome.Signed.class);
      }
      assertThat(one.signed()).isPositive();
      assertThat(two.signed()).isPositive();

      first.endSessions();
      first.remove();
      for (int i = 0; i < 20; i++) {
        assertThat(sign(node)).isInstanceOf(SigningOutcome.Signed.class);
      }
      assertThat(one.refused() + two.signed()).isGreaterThan(20);
      one.look();
      assertThat(one.fault()).isPresent();
      assertThat(node.tokens().inOrder().getLast()).isSameAs(one);
      assertThat(one.unknown() + two.unknown()).isZero();
    }
  }

  @Test
  void refusedPinIsNotTriedAgain() throws Exception {
    var hsm = OwnSoftHsm.make(folder);
    var tries = new AtomicInteger();
    try (var token =
        TestKeys.held(
            "locked",
            () -> {
              tries.incrementAndGet();
              return hsm.openWithPin("000000");
            })) {
      for (int i = 0; i < 3; i++) {
        token.look();
        assertThat(token.fault()).get().asString().contains("PIN");
        assertThat(token.sign(open -> new SigningOutcome.Unknown("not reached")))
            .isInstanceOfSatisfying(
                SigningOutcome.Refused.class,
                refused -> assertThat(refused.reason()).isEqualTo(Reason.UNAVAILABLE));
      }
      assertThat(tries).hasValue(1);
    }
  }

  @Test
  void fullTokenMakesNoKeyAndGoesOnSigningWithWrappedOnes() throws Exception {
    var small = Files.createDirectory(folder.resolve("small"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", small.toString()) == 0,
        "skipped: no file system may be mounted here");
    try {
      var hsm = OwnSoftHsm.over(Files.createDirectory(folder.resolve("own")), small);
      try (var node =
          new TestKeys(folder).node(TestKeys.held("full", () -> KeysTest.withMaster(hsm)))) {
        node.keys().generate(LABEL, KeyKind.EC_P256, Residence.WRAPPED, "official-1");
        Files.write(small.resolve("rest"), new byte[40_000]);
        var made = 0;
        try {
          for (; made < 40; made++) {
            node.keys()
                .generate(
                    new KeyLabel("seal-" + made), KeyKind.RSA_2048, Residence.RESIDENT, "unit");
          }
        } catch (TokenException full) {
          assertThat(full.fault()).isEqualTo(TokenException.Fault.UNAVAILABLE);
        }
        assertThat(made).isLessThan(40);
        assertThat(sign(node)).isInstanceOf(SigningOutcome.Signed.class);
        assertThat(
                node.keys()
                    .generate(
                        new KeyLabel("credential-2"),
                        KeyKind.EC_P256,
                        Residence.WRAPPED,
                        "official-2"))
            .isNotNull();
      }
    } finally {
      run("umount", "-l", small.toString());
    }
  }

  @Test
  void killedTokenIsRefusedWithinTheBoundAndUsedAgainWhenItIsBack() throws Exception {
    var hsm = OwnSoftHsm.make(folder);
    var remote = Remote.start(hsm, folder);
    var held = TestKeys.remote(() -> hsm.openThrough(remote.client(), remote.address()));
    try (remote;
        var node = new TestKeys(folder).node(held)) {
      node.keys().generate(LABEL, KeyKind.EC_P256, Residence.RESIDENT, "unit");
      assertThat(sign(node)).isInstanceOf(SigningOutcome.Signed.class);

      remote.kill();
      for (int i = 0; i < 4; i++) {
        assertThat(timed(node)).isNotInstanceOf(SigningOutcome.Signed.class);
      }
      held.look();
      assertThat(held.fault()).isPresent();
      assertThat(timed(node)).isInstanceOf(SigningOutcome.Refused.class);

      remote.restart();
      TestKeys.await(() -> {
        held.look();
        return held.fault().isEmpty();
      });
      assertThat(sign(node)).isInstanceOf(SigningOutcome.Signed.class);
    }
  }

  @Test
  void stoppedTokenIsUnknownOnceAndThenRefusedUntilItGoesOn() throws Exception {
    var hsm = OwnSoftHsm.make(folder);
    var remote = Remote.start(hsm, folder);
    var held = TestKeys.remote(() -> hsm.openThrough(remote.client(), remote.address()));
    try (remote;
        var node = new TestKeys(folder).node(held)) {
      node.keys().generate(LABEL, KeyKind.EC_P256, Residence.RESIDENT, "unit");

      remote.signal("STOP");
      assertThat(timed(node)).isInstanceOf(SigningOutcome.Unknown.class);
      held.look();
      assertThat(held.fault()).isPresent();
      assertThat(timed(node))
          .isInstanceOfSatisfying(
              SigningOutcome.Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo(Reason.UNAVAILABLE));
      assertThat(held.unknown()).isOne();

      remote.signal("CONT");
      TestKeys.await(() -> {
        held.look();
        return held.fault().isEmpty();
      });
      assertThat(sign(node)).isInstanceOf(SigningOutcome.Signed.class);
    }
  }

  /** A token in a process of its own, spoken to over a socket. */
  private static final class Remote implements AutoCloseable {
    private final OwnSoftHsm hsm;
    private final Path socket;
    private final Path client;
    private Process process;

    private Remote(OwnSoftHsm hsm, Path socket, Path client) throws IOException {
      this.hsm = hsm;
      this.socket = socket;
      this.client = client;
      this.process = launched();
    }

    static Remote start(OwnSoftHsm hsm, Path folder) throws IOException {
      assumeTrue(
          Files.exists(CLIENT) && Files.exists(Path.of("/usr/libexec/p11-kit/p11-kit-server")),
          "skipped: package p11-kit is not installed");
      return new Remote(
          hsm,
          folder.resolve("remote.sock"),
          Files.copy(CLIENT, folder.resolve("p11-kit-client.so")));
    }

    Path client() {
      return client;
    }

    String address() {
      return "unix:path=" + socket;
    }

    void restart() throws IOException {
      Files.deleteIfExists(socket);
      process = launched();
    }

    private Process launched() throws IOException {
      var builder =
          new ProcessBuilder(
                  "p11-kit",
                  "server",
                  "-f",
                  "-n",
                  socket.toString(),
                  "-p",
                  hsm.library().toString(),
                  "pkcs11:token=" + OwnSoftHsm.LABEL)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.environment().put("SOFTHSM2_CONF", hsm.configuration().toString());
      var started = builder.start();
      TestKeys.await(() -> Files.exists(socket) || !started.isAlive());
      return started;
    }

    void signal(String name) throws IOException, InterruptedException {
      for (var each : process.descendants().toList()) {
        run("kill", "-" + name, Long.toString(each.pid()));
      }
      run("kill", "-" + name, Long.toString(process.pid()));
    }

    void kill() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      TestKeys.await(() -> !process.isAlive());
    }

    @Override
    public void close() {
      kill();
    }
  }

  private static Token entered(OwnSoftHsm hsm) {
    var token = hsm.open("master");
    if (token.capabilities().masters().isEmpty()) {
      token.enterMasterKey("master", MASTER);
    }
    return token;
  }

  private static SigningOutcome sign(TestKeys.Node node) {
    return node.keys().sign(LABEL, SigningAlgorithm.ECDSA_SHA256, new byte[] {1});
  }

  private static SigningOutcome timed(TestKeys.Node node) {
    long began = System.nanoTime();
    var outcome = sign(node);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BOUND);
    return outcome;
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
