package vn.antin.audit.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.antin.audit.AuditException;

/** Arguments after the command: options with a value, flags, and plain words. */
final class Options {
  private final Map<String, String> values = new HashMap<>();
  private final List<String> words = new ArrayList<>();

  private Options() {}

  /**
   * Reads arguments.
   *
   * @param valued the options that take a value
   * @param flags the options that take none
   */
  static Options parse(List<String> arguments, Set<String> valued, Set<String> flags) {
    Options options = new Options();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("--")) {
        options.words.add(argument);
      } else if (flags.contains(argument)) {
        options.values.put(argument, "");
      } else if (!valued.contains(argument)) {
        throw wrong("The option %s is not known".formatted(argument));
      } else if (i + 1 == arguments.size()) {
        throw wrong("The option %s needs a value".formatted(argument));
      } else if (options.values.put(argument, arguments.get(++i)) != null) {
        throw wrong("The option %s is given twice".formatted(argument));
      }
    }
    return options;
  }

  static AuditException wrong(String message) {
    return new AuditException(AuditException.Code.INPUT, message);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  String required(String name) {
    return value(name).orElseThrow(() -> wrong("The option %s is missing".formatted(name)));
  }

  List<String> words() {
    return List.copyOf(words);
  }
}
