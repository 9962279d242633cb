package vn.antin.agent;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands behind a command: names with values, and names alone. */
record Arguments(Map<String, String> values, Set<String> flags) {

  Arguments {
    values = Map.copyOf(values);
    flags = Set.copyOf(flags);
  }

  /** Takes a command line apart; its first word is the command. */
  static Arguments parse(Set<String> valued, Set<String> flags, String... words)
      throws UsageException {
    Map<String, String> values = new HashMap<>();
    Set<String> found = new HashSet<>();
    for (int i = 1; i < words.length; i++) {
      if (flags.contains(words[i])) {
        found.add(words[i]);
      } else if (!valued.contains(words[i])) {
        throw new UsageException("Không hiểu tham số: " + words[i]);
      } else if (i + 1 == words.length) {
        throw new UsageException("Thiếu giá trị sau " + words[i]);
      } else {
        values.put(words[i], words[++i]);
      }
    }
    return new Arguments(values, found);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  String needed(String name) throws UsageException {
    return value(name).orElseThrow(() -> new UsageException("Thiếu " + name));
  }

  Path neededPath(String name) throws UsageException {
    return path(needed(name));
  }

  static Path path(String text) throws UsageException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageException("Không phải đường dẫn: " + text);
    }
  }
}
