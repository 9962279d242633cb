package vn.antin.standalone;

import java.util.List;

/**
 * {@code ./antin admin create NAME}: the auth-server's own command, run beside a house that runs or
 * on a data folder at rest. It prints a link that lets its reader choose a password, once.
 */
final class AdminCommand {
  private static final int WORDS = 2;

  private final Build build;

  AdminCommand(Build build) {
    this.build = build;
  }

  int run(Options options) {
    List<String> words = options.words();
    if (words.size() != WORDS || !words.getFirst().equals("create")) {
      throw Options.usage("Usage: ./antin admin create NAME [--data DIR].");
    }
    return new AuthCommand(build).run(options, List.of("--antin.admin.create=" + words.getLast()));
  }
}
