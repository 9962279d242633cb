package vn.antin.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where PKCS#11 libraries lie: what was named, what the installation's file lists (one path a
 * line), and where makers put theirs. Names of makers' files change with their versions; the file
 * is there for those that are not known here.
 */
final class Libraries {

  private static final List<String> LINUX =
      List.of(
          "/usr/lib/libeTPkcs11.so", // SafeNet eToken: VGCA
          "/usr/lib64/libeTPkcs11.so",
          "/usr/lib/libgclib.so", // Bit4id and GCA: VGCA
          "/usr/lib/bit4id/libbit4xpki.so",
          "/usr/lib/libbit4xpki.so",
          "/usr/lib/viettel-ca_v6.so",
          "/usr/lib/viettel-ca_v5.so",
          "/usr/lib/libviettel-ca.so",
          "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so",
          "/usr/lib/aarch64-linux-gnu/opensc-pkcs11.so",
          "/usr/lib64/opensc-pkcs11.so");

  private static final List<String> WINDOWS_SYSTEM =
      List.of(
          "eTPKCS11.dll", // SafeNet eToken: VGCA
          "gclib.dll",
          "bit4xpki.dll",
          "viettel-ca_v6.dll",
          "viettel-ca_v5.dll",
          "viettel-ca.dll",
          "opensc-pkcs11.dll");

  private Libraries() {}

  /**
   * Libraries that are there, most wanted first.
   *
   * @param named wanted alone, when it is given
   * @param list file with more of them, which need not exist
   */
  static List<Path> find(@Nullable Path named, Path list) {
    if (named != null) {
      return List.of(named);
    }
    Set<Path> found = new LinkedHashSet<>();
    try (Stream<String> lines =
        Files.exists(list) ? Files.lines(list, StandardCharsets.UTF_8) : Stream.empty()) {
      lines
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(Path::of)
          .forEach(found::add);
    } catch (IOException | java.io.UncheckedIOException e) {
      System.getLogger(Libraries.class.getName())
          .log(System.Logger.Level.WARNING, "The list of libraries {0} cannot be read", list);
    }
    usual().stream().map(Path::of).filter(Files::isRegularFile).forEach(found::add);
    return List.copyOf(found);
  }

  private static List<String> usual() {
    if (!windows()) {
      return LINUX;
    }
    List<String> paths = new ArrayList<>();
    String system = System.getenv().getOrDefault("SystemRoot", "C:\\Windows") + "\\System32\\";
    WINDOWS_SYSTEM.forEach(name -> paths.add(system + name));
    String programs = System.getenv().getOrDefault("ProgramFiles", "C:\\Program Files");
    paths.add(programs + "\\OpenSC Project\\OpenSC\\pkcs11\\opensc-pkcs11.dll");
    return paths;
  }

  static boolean windows() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
  }
}
