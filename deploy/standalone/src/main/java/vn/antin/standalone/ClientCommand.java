package vn.antin.standalone;

import java.util.ArrayList;
import java.util.List;

/** {@code ./antin client list | show | create | rotate-secret | enable | disable | …}. */
final class ClientCommand {
  private final Build build;

  ClientCommand(Build build) {
    this.build = build;
  }

  /** Exit code 0: done, 1: refused, 2: not understood. */
  int run(Options options) {
    List<String> words = options.words();
    List<String> arguments = new ArrayList<>();
    arguments.add("--antin.client=" + (words.isEmpty() ? "" : words.getFirst()));
    arguments.addAll(words.subList(Math.min(1, words.size()), words.size()));
    return new AuthCommand(build).run(options, arguments);
  }
}
