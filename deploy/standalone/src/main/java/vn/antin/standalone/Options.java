package vn.antin.standalone;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for on the command line.
 *
 * @param data the data folder
 * @param ports where to listen, and whether by TLS
 * @param fresh whether to begin with an empty data folder
 * @param officials size of the sample province; 0 for none, null when not said
 * @param words arguments that are not options, in order
 */
record Options(
    Path data, Ports ports, boolean fresh, @Nullable Integer officials, List<String> words) {
  private static final int MOST_OFFICIALS = 200_000;

  Options {
    words = List.copyOf(words);
  }

  /** Reads the arguments; {@code home} is the folder of the checkout. */
  static Options parse(List<String> arguments, Path home, Map<String, String> environment) {
    Path data = home.resolve(".antin/data");
    int base = number("ANTIN_PORT_BASE", environment.getOrDefault("ANTIN_PORT_BASE", "9000"));
    boolean fresh = false;
    boolean tls = false;
    Integer officials = null;
    List<String> words = new ArrayList<>();
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String argument = rest.pop();
      switch (argument) {
        case "--fresh" -> fresh = true;
        case "--tls" -> tls = true;
        case "--data" -> data = Path.of(value(argument, rest)).toAbsolutePath().normalize();
        case "--port-base" -> base = number(argument, value(argument, rest));
        case "--officials" -> officials = officials(value(argument, rest));
        default -> {
          if (argument.startsWith("--")) {
            throw usage("Unknown option " + argument + "; ./antin help lists them.");
          }
          words.add(argument);
        }
      }
    }
    return new Options(data, new Ports(base, tls), fresh, officials, words);
  }

  private static Integer officials(String text) {
    int officials = number("--officials", text);
    if (officials != 0 && (officials < 200 || officials > MOST_OFFICIALS)) {
      throw usage(
          "--officials must be 0 (no sample) or lie between 200 and 200000, not " + text + ".");
    }
    return officials;
  }

  /** The whole number that follows an option. */
  static int number(String option, Deque<String> rest, int least, int most) {
    String text = value(option, rest);
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // The same sentence explains it.
    }
    throw usage(
        option + " needs a whole number from " + least + " to " + most + ", not '" + text + "'.");
  }

  static String value(String option, Deque<String> rest) {
    String value = rest.poll();
    if (value == null) {
      throw usage(option + " needs a value.");
    }
    return value;
  }

  private static int number(String option, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException notANumber) {
      throw usage(option + " needs a whole number, not '" + text + "'.");
    }
  }

  static StandaloneException usage(String message) {
    return new StandaloneException(StandaloneException.Code.USAGE, message);
  }
}
