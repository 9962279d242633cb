package vn.antin.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A house on ports of its own, started by {@code ./antin up} as a user would start it. */
public final class RunningHouse implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(6);

  private final Path folder;
  private final Ports ports;
  private final Antin antin;

  private RunningHouse(Path folder, Ports ports, Antin antin) {
    this.folder = folder;
    this.ports = ports;
    this.antin = antin;
  }

  static RunningHouse start() {
    try {
      Path folder = Files.createTempDirectory("antin house");
      Ports ports = Ports.anyFree();
      Antin antin =
          Antin.start(
              folder.resolve("up.out"),
              Map.of(),
              List.of(
                  "up",
                  "--data",
                  folder.resolve("data").toString(),
                  "--port-base",
                  Integer.toString(ports.base())));
      antin.await(text -> text.contains("\nready in "), START);
      return new RunningHouse(folder, ports, antin);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public String auth() {
    return "http://localhost:" + ports.auth();
  }

  public String signing() {
    return "http://localhost:" + ports.signing();
  }

  public String admin() {
    return "http://localhost:" + ports.admin();
  }

  /** The data folder. */
  public Path data() {
    return folder.resolve("data");
  }

  @Override
  public void close() {
    antin.close();
    PrivateFiles.deleteTree(folder);
  }
}
