package vn.antin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./antin up} from start to every kind of end. */
final class LauncherEndToEndTest {
  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration STOP = Duration.ofMinutes(3);

  @TempDir Path folder;

  private final Ports ports = Ports.anyFree();
  private final List<ProcessHandle> seen = new ArrayList<>();

  @AfterEach
  void leaveNothingBehind() {
    seen.forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void houseStartsRefusesASecondOneAndStopsOnTerm() throws Exception {
    try (Antin house = up("first")) {
      assertThat(house.text())
          .contains("http://localhost:" + ports.admin(), "official0001", "202611")
          .containsPattern("(?m)^ready in \\d+\\.\\d s$");

      Antin second = antin("second");
      assertThat(second.exitCode(START)).isEqualTo(1);
      assertThat(second.text()).contains("Another ./antin up is using " + data());

      house.process().destroy();

      assertThat(house.exitCode(STOP)).isEqualTo(143);
      assertThat(house.text()).endsWith("Stopping ...\nStopped.\n");
      assertEverythingEnds();
    }
  }

  @Test
  void dataAndSecretsOutliveAKilledLauncherAndNothingElseDoes() throws Exception {
    String rootKey;
    try (Antin house = up("first")) {
      rootKey = Files.readString(data().resolve("root.key"));

      house.process().destroyForcibly();

      assertEverythingEnds();
    }
    try (Antin again = up("again")) {
      assertThat(Files.readString(data().resolve("root.key"))).isEqualTo(rootKey);
      assertThat(again.text()).contains("Sample province of 200 officials");
    }
  }

  @Test
  void aPartThatDiesIsNamedAndEverythingStops() throws Exception {
    try (Antin house = up("first")) {
      ProcessHandle victim =
          seen.stream()
              .filter(process -> commandLine(process).contains("AdminApplication"))
              .findFirst()
              .orElseThrow();

      victim.destroyForcibly();

      assertThat(house.exitCode(STOP)).isEqualTo(1);
      assertThat(house.text())
          .contains("antin: admin-ui has ended unexpectedly (exit code 137)", "admin-ui.log");
      assertEverythingEnds();
    }
  }

  @Test
  void takenPortStopsTheStartBeforeAnythingRuns() throws Exception {
    try (ServerSocket _ = new ServerSocket(ports.auth(), 1, InetAddress.getLoopbackAddress());
        Antin house = antin("taken")) {
      assertThat(house.exitCode(START)).isEqualTo(1);
      assertThat(house.text())
          .contains("Port " + ports.auth() + " (auth-server) is already in use", "--port-base");
      assertThat(data().resolve("postgres")).doesNotExist();
    }
  }

  private Path data() {
    return folder.resolve("data of a province");
  }

  private Antin antin(String name) throws IOException {
    return Antin.start(
        folder.resolve(name + ".out"),
        Map.of(),
        List.of("up", "--data", data().toString(), "--port-base", Integer.toString(ports.base())));
  }

  private Antin up(String name) throws Exception {
    Antin house = antin(name);
    house.await(text -> text.contains("\nready in "), START);
    seen.clear();
    house.process().descendants().forEach(seen::add);
    long postmaster =
        Long.parseLong(
            Files.readAllLines(data().resolve("postgres/postmaster.pid")).getFirst().strip());
    ProcessHandle server = ProcessHandle.of(postmaster).orElseThrow();
    seen.add(server);
    server.descendants().forEach(seen::add);
    assertThat(seen).as("three applications, a watch and PostgreSQL").hasSizeGreaterThan(4);
    return house;
  }

  private void assertEverythingEnds() throws Exception {
    for (ProcessHandle process : seen) {
      awaitEnd(process);
    }
  }

  private static void awaitEnd(ProcessHandle process)
      throws InterruptedException, ExecutionException {
    CompletableFuture<ProcessHandle> end = process.onExit();
    try {
      end.get(STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("an orphan: " + commandLine(process), e);
    }
  }

  private static String commandLine(ProcessHandle process) {
    try {
      // ProcessHandle.Info leaves the arguments out when they are long.
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
          .replace('\0', ' ');
    } catch (IOException gone) {
      return process.info().commandLine().orElse("process " + process.pid());
    }
  }
}
