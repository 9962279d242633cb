package vn.antin.signing.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BuildInUseTest {

  @TempDir private Path folder;

  @Test
  void nobodyElseGetsTheWholeOfABuildThatIsHeld() throws Exception {
    Path complete = Files.createFile(folder.resolve("complete"));
    try (FileChannel channel = FileChannel.open(complete, StandardOpenOption.WRITE)) {
      try (BuildInUse _ = BuildInUse.hold(folder.toString())) {
        assertThatThrownBy(channel::tryLock).isInstanceOf(OverlappingFileLockException.class);
      }
      try (FileLock lock = channel.tryLock()) {
        assertThat(lock).isNotNull();
      }
    }
  }

  @Test
  void buildThatIsGoneIsNotHeld() throws Exception {
    assertThatThrownBy(() -> BuildInUse.hold(folder.toString()))
        .isInstanceOf(NoSuchFileException.class);
    BuildInUse.hold(null).close();
  }
}
