package vn.antin.standalone;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs for this machine, unpacked once from the archive that Maven brought.
 *
 * <p>{@code EmbeddedPostgres} itself is not used here: it starts clusters without fsync and with
 * everyone trusted, which suits tests; this cluster keeps data and asks for passwords.
 *
 * @param root the folder that holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path root) {

  /** Unpacks below {@code parent} unless that was done before. */
  static PostgresBinaries unpack(Path parent) {
    Path root = parent.resolve("postgres");
    if (!Files.exists(root)) {
      Path partial = parent.resolve("postgres.partial");
      try {
        if (Files.exists(partial)) {
          PrivateFiles.deleteTree(partial);
        }
        Files.createDirectories(partial);
        extract(partial);
        Files.move(partial, root, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new PostgresBinaries(root);
  }

  Path program(String name) {
    return root.resolve("bin").resolve(name);
  }

  /**
   * The command line for one of PostgreSQL's programs. They refuse to run as root; in a user
   * namespace of their own they run without root's powers and still own the files.
   */
  List<String> command(String name) {
    String program = program(name).toString();
    return isRoot() ? List.of("unshare", "-U", program) : List.of(program);
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void extract(Path folder) throws IOException {
    String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
    String arch = System.getProperty("os.arch");
    InputStream archive =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
            system, arch.equals("amd64") ? "x86_64" : arch);
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
          continue;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink() || entry.isLink()) {
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, target);
          Files.setPosixFilePermissions(
              target,
              PosixFilePermissions.fromString(
                  (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }
}
