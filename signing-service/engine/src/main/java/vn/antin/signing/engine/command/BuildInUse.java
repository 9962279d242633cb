package vn.antin.signing.engine.command;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the folder of jars that this process runs from. A later build removes the folders of
 * earlier ones, except those of which somebody holds the file {@code complete}.
 */
final class BuildInUse implements AutoCloseable {

  private final @Nullable FileChannel channel;

  private BuildInUse(@Nullable FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Holds it until closed.
   *
   * @param folder null when the jars lie elsewhere, where nobody removes them
   * @throws IOException when it is gone already
   */
  static BuildInUse hold(@Nullable String folder) throws IOException {
    if (folder == null || folder.isEmpty()) {
      return new BuildInUse(null);
    }
    Path complete = Path.of(folder, "complete");
    FileChannel channel = FileChannel.open(complete, StandardOpenOption.READ);
    if (channel.tryLock(0, Long.MAX_VALUE, true) == null || !Files.exists(complete)) {
      channel.close();
      throw new NoSuchFileException(complete.toString());
    }
    return new BuildInUse(channel);
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
