package vn.antin.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.antin.rootkey.RootKey;

/** The one root key of this JVM's test installations. */
final class TestRootKey {
  private static final Path FILE = create();

  private TestRootKey() {}

  static Path file() {
    return FILE;
  }

  private static Path create() {
    try {
      Path file = Files.createTempDirectory("antin").resolve("root.key");
      RootKey.create(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
