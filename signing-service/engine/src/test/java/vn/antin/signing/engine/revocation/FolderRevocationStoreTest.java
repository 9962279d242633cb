package vn.antin.signing.engine.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderRevocationStoreTest {

  @TempDir private Path folder;

  @Test
  void whatWasKeptIsThereForTheNextProcess() {
    new FolderRevocationStore(folder.resolve("new"), 10).keep(key(1), new byte[] {1, 2});
    assertThat(new FolderRevocationStore(folder.resolve("new"), 10).last(key(1)))
        .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(1, 2));
    assertThat(new FolderRevocationStore(folder.resolve("new"), 10).last(key(2))).isEmpty();
  }

  @Test
  void theOldestGoWhenThereAreTooMany() throws IOException {
    FolderRevocationStore store = new FolderRevocationStore(folder, 10);
    for (int i = 0; i < 65; i++) {
      store.keep(key(i), new byte[] {1});
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(10);
    }
  }

  @Test
  void folderThatCannotBeWrittenIsAnEmptyStore() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    FolderRevocationStore store = new FolderRevocationStore(file, 10);
    store.keep(key(1), new byte[] {1});
    assertThat(store.last(key(1))).isEmpty();
  }

  @Test
  void keyIsNeverAPath() {
    FolderRevocationStore store = new FolderRevocationStore(folder, 10);
    assertThatThrownBy(() -> store.last("../../etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String key(int number) {
    return "%064x".formatted(number);
  }
}
