package vn.antin.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder that an installation lives in. */
final class DataFolderTest {
  @TempDir Path folder;

  @Test
  void folderAndSecretsAreReadableByTheirOwnerOnly() throws Exception {
    try (DataFolder data = DataFolder.open(folder.resolve("data"), false)) {
      Path secret = data.secretFile("password");

      assertThat(permissions(folder.resolve("data"))).isEqualTo("rwx------");
      assertThat(permissions(secret)).isEqualTo("rw-------");
      assertThat(data.secret("password")).hasSize(48).isEqualTo(Files.readString(secret));
    }
  }

  @Test
  void secretStaysTheSameInTheNextRun() {
    String first = secretOf(false);

    assertThat(secretOf(false)).isEqualTo(first);
    assertThat(secretOf(true)).as("after --fresh").isNotEqualTo(first);
  }

  @Test
  void foreignFolderIsNeverWiped() throws Exception {
    Path letter = Files.writeString(folder.resolve("letter.txt"), "dear");

    assertThatThrownBy(() -> DataFolder.open(folder, true))
        .isInstanceOf(StandaloneException.class)
        .hasMessageContaining("nothing was touched");
    assertThat(letter).exists();
  }

  @Test
  void folderWiderThanItsOwnerIsNarrowed() throws Exception {
    Path wide = Files.createDirectory(folder.resolve("wide"));
    Files.setPosixFilePermissions(wide, PosixFilePermissions.fromString("rwxr-xr-x"));

    DataFolder.open(wide, false).close();

    assertThat(permissions(wide)).isEqualTo("rwx------");
  }

  @Test
  void sampleNeverShrinks() {
    try (DataFolder data = DataFolder.open(folder.resolve("data"), false)) {
      assertThat(data.officials(null)).isEqualTo(200);
      assertThat(data.officials(5000)).isEqualTo(5000);
      assertThat(data.officials(300)).isEqualTo(5000);
      assertThat(data.officials(null)).isEqualTo(5000);
    }
  }

  private String secretOf(boolean fresh) {
    try (DataFolder data = DataFolder.open(folder.resolve("data"), fresh)) {
      return data.secret("password");
    }
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
