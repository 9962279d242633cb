package vn.antin.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log, for a person to read. */
final class LogTail {
  private LogTail() {}

  static String of(Path log, int lines) {
    try {
      // Through a lenient decoder: a log may hold anything.
      List<String> all =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    } catch (IOException missing) {
      return "(" + log + " cannot be read)";
    }
  }
}
