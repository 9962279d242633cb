package vn.antin.signing.engine.revocation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder with one file per authority's answer, which several processes may share: files are
 * replaced as a whole. When there are more than the bound, the oldest go.
 */
public final class FolderRevocationStore implements RevocationStore {

  private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
  private static final int LOOK_EVERY = 64;
  private static final long LONGEST = 32L << 20;

  private final Path folder;
  private final int most;
  private final AtomicInteger written = new AtomicInteger();

  /**
   * @param folder made when it is missing
   * @param most files to keep
   */
  public FolderRevocationStore(Path folder, int most) {
    this.folder = folder;
    this.most = most;
  }

  @Override
  public void keep(String key, byte[] encoded) {
    try {
      Path target = file(key);
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, "new", ".tmp");
      try {
        Files.write(fresh, encoded);
        Files.move(
            fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
      if (written.getAndIncrement() % LOOK_EVERY == 0) {
        removeOldest();
      }
    } catch (IOException e) {
      // The answer in hand serves without the store; the next one is tried again.
    }
  }

  @Override
  public Optional<byte[]> last(String key) {
    Path file = file(key);
    try {
      return Files.isRegularFile(file) && Files.size(file) <= LONGEST
          ? Optional.of(Files.readAllBytes(file))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void removeOldest() throws IOException {
    record Found(Path file, FileTime changed) {}
    List<Found> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (KEY.matcher(String.valueOf(file.getFileName())).matches()) {
          found.add(new Found(file, Files.getLastModifiedTime(file)));
        }
      }
    }
    found.sort(Comparator.comparing(Found::changed));
    for (Found old : found.subList(0, Math.max(0, found.size() - most))) {
      Files.deleteIfExists(old.file());
    }
  }

  private Path file(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("A key is a SHA-256 in lower-case hexadecimal");
    }
    return folder.resolve(key);
  }
}
