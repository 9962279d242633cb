package vn.antin.signing.engine.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Arguments being read: options with their values, and the files. */
final class Arguments {

  private static final int LONGEST_TEXT = 1000;

  private final Deque<String> rest;
  private final Words words;
  private final Set<Path> files = new LinkedHashSet<>();

  Arguments(List<String> arguments, Words words) {
    this.rest = new ArrayDeque<>(arguments);
    this.words = words;
  }

  interface Option {
    /** Takes an option and, by {@link Arguments#value}, what belongs to it; false if unknown. */
    boolean take(String name);
  }

  Words words() {
    return words;
  }

  /** Reads all; what is no option is a file, and one that is named twice is one. */
  List<Path> read(Option options, String helpKey) {
    boolean filesOnly = false;
    while (!rest.isEmpty()) {
      String argument = rest.pop();
      if (filesOnly || !argument.startsWith("-") || argument.equals("-")) {
        files.add(path(argument));
      } else if (argument.equals("--")) {
        filesOnly = true;
      } else if (argument.equals("--help") || argument.equals("-h")) {
        throw new HelpWanted(words.say(helpKey));
      } else if (argument.equals("--files-from")) {
        filesFrom(value(argument));
      } else if (!options.take(argument)) {
        throw new UsageFault(words.say("usage.option", argument));
      }
    }
    if (files.isEmpty()) {
      throw new UsageFault(words.say("usage.files"));
    }
    return List.copyOf(files);
  }

  String value(String option) {
    String value = rest.poll();
    if (value == null) {
      throw new UsageFault(words.say("usage.value", option));
    }
    return value;
  }

  /** A text that is to be signed. */
  String text(String option) {
    String text = value(option).strip();
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      throw new UsageFault(words.say("usage.text", option, Integer.toString(LONGEST_TEXT)));
    }
    return text;
  }

  Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageFault(words.say("usage.path", text), e);
    }
  }

  Path pathOf(String option) {
    return path(value(option));
  }

  int number(String option, int least, int most) {
    String text = value(option);
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for one that is out of bounds.
    }
    throw new UsageFault(
        words.say("usage.number", option, Integer.toString(least), Integer.toString(most), text));
  }

  /** One path a line, from a file or, for {@code -}, from standard input. */
  private void filesFrom(String name) {
    try (BufferedReader lines =
        name.equals("-")
            ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
            : Files.newBufferedReader(path(name))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty()) {
          files.add(path(line));
        }
      }
    } catch (IOException e) {
      throw new UsageFault(words.say("usage.unreadable", name, FileTrouble.of(e, words)), e);
    }
  }
}
