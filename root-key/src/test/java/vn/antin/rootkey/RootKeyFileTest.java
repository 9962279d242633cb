package vn.antin.rootkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.antin.rootkey.RootKeyException.Code;

final class RootKeyFileTest {
  @TempDir Path folder;

  @Test
  void newFileIsReadableByItsOwnerAlone() throws IOException {
    Path file = folder.resolve("root.key");
    RootKey.create(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Base64.getDecoder().decode(Files.readString(file).strip())).hasSize(32);
  }

  @Test
  void existingFileIsNeverOverwritten() throws IOException {
    Path file = folder.resolve("root.key");
    RootKey.create(file);
    String before = Files.readString(file);
    refuses(Code.ALREADY_EXISTS, () -> RootKey.create(file));
    assertThat(file).hasContent(before);
  }

  @Test
  void twoNewKeysDiffer() {
    assertThat(RootKey.create(folder.resolve("a")).id())
        .isNotEqualTo(RootKey.create(folder.resolve("b")).id());
  }

  @Test
  void missingFileIsNamed() {
    Path file = folder.resolve("absent.key");
    refuses(Code.MISSING, () -> RootKey.open(file));
  }

  @Test
  void missingFolderIsNamed() {
    refuses(Code.UNREADABLE, () -> RootKey.create(folder.resolve("absent/root.key")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------", "rw-rw-rw-"})
  void widerPermissionsAreRefused(String permissions) throws IOException {
    Path file = folder.resolve("root.key");
    RootKey.create(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    refuses(Code.PERMISSIONS_TOO_WIDE, () -> RootKey.open(file));
  }

  @Test
  void readOnlyFileIsAccepted() throws IOException {
    Path file = folder.resolve("root.key");
    String id = RootKey.create(file).id();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    assertThat(RootKey.open(file).id()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not base64!",
        "AAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "khóa gốc của tỉnh"
      })
  void fileWithoutThirtyTwoBytesIsRefused(String content) throws IOException {
    Path file = write(content);
    refuses(Code.MALFORMED, () -> RootKey.open(file));
  }

  @Test
  void largeFileIsRefusedUnread() throws IOException {
    Path file = write("A".repeat(2_000));
    refuses(Code.MALFORMED, () -> RootKey.open(file));
  }

  @Test
  void keyMadeByHandOpens() throws IOException {
    Path file = write(Base64.getEncoder().encodeToString(new byte[32]));
    assertThat(RootKey.open(file).id()).isEqualTo(RootKey.open(file).id());
  }

  private Path write(String content) throws IOException {
    Path file = folder.resolve("root.key");
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private static void refuses(Code code, Runnable action) {
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(action::run)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }
}
