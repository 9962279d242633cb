package vn.antin.standalone.keycloak;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import vn.antin.standalone.bench.BenchException;

/** Keycloak's distribution as Maven Central has it, of one version, known by its checksum. */
public final class KeycloakDistribution {
  public static final String VERSION = "26.7.3";

  private static final String SHA_256 =
      "27a6535553c3cdcd083872ba40629efafb3475e3b758e0c6f691395561dd0f1f";
  private static final String FILE = "keycloak-quarkus-dist-" + VERSION + ".zip";
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private KeycloakDistribution() {}

  /**
   * Unpacks it into this folder and returns its home. It is fetched once, by Maven, so with the
   * mirrors and the proxy that Maven knows, and kept in the cache folder.
   *
   * @param maven the program {@code mvn}
   */
  public static Path unpack(Path cache, String maven, Path folder) throws IOException {
    Path zip = cache.resolve(FILE);
    if (!Files.exists(zip)) {
      fetch(maven, cache);
    }
    String found = sha256(zip);
    if (!found.equals(SHA_256)) {
      throw new BenchException(
          zip
              + " has the SHA-256 "
              + found
              + ", expected "
              + SHA_256
              + "; delete it to try again.");
    }
    extract(zip, folder);
    return folder.resolve("keycloak-" + VERSION);
  }

  private static void fetch(String maven, Path cache) throws IOException {
    System.out.println("Fetching Keycloak " + VERSION + " (170 MB) ...");
    Files.createDirectories(cache);
    Programs.run(
        List.of(
            maven,
            "-q",
            "dependency:copy",
            "-Dartifact=org.keycloak:keycloak-quarkus-dist:" + VERSION + ":zip",
            "-DoutputDirectory=" + cache,
            "-Dmdep.overWriteReleases=true"),
        cache,
        cache.resolve("fetch.log"),
        LIMIT);
  }

  private static void extract(Path zip, Path folder) throws IOException {
    try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.resolveSibling("."));
          Files.copy(entries, target);
        }
      }
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
