package vn.antin.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything one installation must keep: root key, passwords, database
 * cluster, token and logs. Mode 0700; held by one launcher at a time through a lock that the system
 * drops when its process ends, however it ends.
 */
final class DataFolder implements AutoCloseable {
  private static final String MARKER = "antin-data";
  private static final String LOCK = "lock";

  private final Path root;
  private final FileLock lock;

  private DataFolder(Path root, FileLock lock) {
    this.root = root;
    this.lock = lock;
  }

  /** Opens the folder, making it when there is none; with {@code fresh}, empties it first. */
  static DataFolder open(Path root, boolean fresh) {
    requireOurs(root);
    PrivateFiles.folder(root);
    FileLock lock = lock(root);
    if (fresh) {
      empty(root);
    }
    PrivateFiles.write(root.resolve(MARKER), "This folder belongs to ./antin up.\n");
    return new DataFolder(root, lock);
  }

  Path path(String name) {
    return root.resolve(name);
  }

  Path folder(String name) {
    return PrivateFiles.folder(root.resolve(name));
  }

  Path secretFile(String name) {
    Path file = folder("secrets").resolve(name);
    PrivateFiles.secret(file);
    return file;
  }

  String secret(String name) {
    return PrivateFiles.secret(folder("secrets").resolve(name));
  }

  /** Where an application keeps the roots of its audit log, outside the database. */
  Path auditRoots(App app) {
    return folder("audit-roots").resolve(app.title() + ".log");
  }

  /** The size of the sample: what was asked for, never smaller than what is there already. */
  int officials(@Nullable Integer asked) {
    Path file = root.resolve("officials");
    int before = Files.exists(file) ? Integer.parseInt(PrivateFiles.read(file)) : 0;
    int wanted = asked != null ? asked : Files.exists(file) ? before : 200;
    int officials = Math.max(before, wanted);
    PrivateFiles.write(file, Integer.toString(officials));
    return officials;
  }

  @Override
  public void close() {
    try {
      lock.acquiredBy().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the folder is a data folder of ours. */
  static boolean isOurs(Path root) {
    return Files.exists(root.resolve(MARKER));
  }

  /** Opens the folder unless a launcher holds it. */
  static Optional<DataFolder> openIfFree(Path root) {
    return tryLock(root).map(lock -> new DataFolder(root, lock));
  }

  private static void requireOurs(Path root) {
    if (!Files.exists(root) || isOurs(root)) {
      return;
    }
    try (Stream<Path> entries = Files.list(root)) {
      if (entries.findAny().isPresent()) {
        throw new StandaloneException(
            StandaloneException.Code.ENVIRONMENT,
            root
                + " is not empty and is not an Ấn Tín data folder (it has no file '"
                + MARKER
                + "'); nothing was touched. Choose another folder with --data.");
      }
    } catch (IOException e) {
      throw new StandaloneException(
          StandaloneException.Code.ENVIRONMENT, root + " cannot be read as a folder: " + e, e);
    }
  }

  private static FileLock lock(Path root) {
    return tryLock(root)
        .orElseThrow(() ->
            new StandaloneException(
                StandaloneException.Code.ENVIRONMENT,
                "Another ./antin up is using "
                    + root
                    + ". Stop that one first, or choose another folder with --data DIR"
                    + " (and other ports with --port-base N)."));
  }

  private static Optional<FileLock> tryLock(Path root) {
    try {
      FileChannel channel =
          FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
      }
      return Optional.ofNullable(lock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void empty(Path root) {
    try (Stream<Path> entries = Files.list(root)) {
      for (Path entry : entries.toList()) {
        String name = String.valueOf(entry.getFileName());
        if (!name.equals(LOCK) && !name.equals(MARKER)) {
          PrivateFiles.deleteTree(entry);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
