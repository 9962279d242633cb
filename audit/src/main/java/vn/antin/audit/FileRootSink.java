package vn.antin.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.antin.audit.AuditException.Code;

/**
 * A file with one line per root ({@link SealedRoot#line}), flushed to the disk at each call. Only
 * ever appended to, so {@code chattr +a} may protect it; best on another machine's disk.
 */
public final class FileRootSink implements RootSink {
  /** Holds several lines of about 140 bytes. */
  private static final int TAIL = 4096;

  private final Path file;

  public FileRootSink(Path file) {
    this.file = file.toAbsolutePath();
  }

  @Override
  public Optional<SealedRoot> last() {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      String tail = tail(channel);
      // What follows the last line end was torn by a power cut and is written again.
      String whole = tail.substring(0, tail.lastIndexOf('\n') + 1);
      return whole
          .lines()
          .map(SealedRoot::parse)
          .flatMap(Optional::stream)
          .reduce((first, second) -> second);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  @Override
  public void append(List<SealedRoot> roots) {
    boolean isNew = Files.notExists(file);
    String lines = roots.stream().map(root -> root.line() + "\n").collect(Collectors.joining());
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE))) {
      String tail = tail(channel);
      boolean torn = !tail.isEmpty() && !tail.endsWith("\n");
      ByteBuffer bytes = StandardCharsets.US_ASCII.encode(torn ? "\n" + lines : lines);
      channel.position(channel.size());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      throw failed("written", e);
    }
    if (isNew) {
      flushFolder();
    }
  }

  private void flushFolder() {
    Path folder = file.getParent();
    if (folder == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw failed("written", e);
    }
  }

  /** The end of the file, from a line start on when there is one. */
  private static String tail(FileChannel channel) throws IOException {
    long start = Math.max(0, channel.size() - TAIL);
    ByteBuffer bytes = ByteBuffer.allocate(TAIL);
    int read;
    do {
      read = channel.read(bytes, start + bytes.position());
    } while (read > 0 && bytes.hasRemaining());
    return new String(Arrays.copyOf(bytes.array(), bytes.position()), StandardCharsets.ISO_8859_1);
  }

  private AuditException failed(String what, IOException cause) {
    return new AuditException(
        Code.SINK, "The file of roots %s cannot be %s".formatted(file, what), cause);
  }
}
