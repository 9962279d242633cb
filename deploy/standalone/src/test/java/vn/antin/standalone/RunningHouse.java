package vn.antin.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A house on ports of its own, started by {@code ./antin up} as a user would start it; or with
 * {@code -Dantin.house.port-base=N} one of the sample province that runs already, whose journeys
 * leave their traces in it.
 */
public final class RunningHouse implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(6);

  private static final @Nullable Integer RUNNING = Integer.getInteger("antin.house.port-base");

  private final Path folder;
  private final Ports ports;
  private final @Nullable Antin antin;
  private final @Nullable OutsideAuthority outside;

  private RunningHouse(
      Path folder, Ports ports, @Nullable Antin antin, @Nullable OutsideAuthority outside) {
    this.folder = folder;
    this.ports = ports;
    this.antin = antin;
    this.outside = outside;
  }

  static RunningHouse start() {
    if (RUNNING != null) {
      return new RunningHouse(Path.of("").toAbsolutePath(), new Ports(RUNNING), null, null);
    }
    try {
      Path folder = Files.createTempDirectory("antin house");
      Ports ports = Ports.anyFree();
      OutsideAuthority outside = OutsideAuthority.in(folder.resolve("trust"));
      Antin antin =
          Antin.start(
              folder.resolve("up.out"),
              Map.of("ANTIN_VALIDATION_TRUSTANCHORS", outside.folder().toString()),
              List.of(
                  "up",
                  "--data",
                  folder.resolve("data").toString(),
                  "--port-base",
                  Integer.toString(ports.base())));
      antin.await(text -> text.contains("\nready in "), START);
      return new RunningHouse(folder, ports, antin, outside);
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

  /** Whose certificates the house trusts; empty for one that runs already. */
  public Optional<OutsideAuthority> outside() {
    return Optional.ofNullable(outside);
  }

  @Override
  public void close() {
    if (antin == null) {
      return;
    }
    antin.close();
    PrivateFiles.deleteTree(folder);
  }
}
