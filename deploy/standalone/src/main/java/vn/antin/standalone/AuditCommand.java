package vn.antin.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ./antin audit}: the audit jar's own verifier, pointed at the databases of the
 * installation, or at an exported file without any database.
 */
final class AuditCommand {
  private static final String VERIFIER = "vn.antin.audit.verify.Main";

  private final Build build;

  AuditCommand(Build build) {
    this.build = build;
  }

  /** Runs the command and returns the worst exit code: 0 intact, 1 broken, 2 not done. */
  int run(Options options) {
    List<String> words = options.words();
    if (words.isEmpty() || !words.getFirst().equals("verify")) {
      throw Options.usage("Usage: ./antin audit verify [FILE | --data DIR].");
    }
    if (words.size() > 1) {
      return verifier(words);
    }
    try (Visit visit = Visit.to(options, build)) {
      int worst = 0;
      for (App app : App.values()) {
        if (!visit.hasAuditLog(app)) {
          System.out.println(app.title() + ": keeps no audit log.");
          continue;
        }
        System.out.println(app.title() + ":");
        worst = Math.max(worst, verifier(arguments(visit, app)));
      }
      return worst;
    }
  }

  private static List<String> arguments(Visit visit, App app) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "verify",
                "--jdbc",
                visit.database(app).url(),
                "--user",
                app.database(),
                "--password-file",
                visit.secret(app.database()).toString()));
    Path roots = visit.path("audit-roots").resolve(app.title() + ".log");
    if (Files.exists(roots)) {
      arguments.addAll(List.of("--roots", roots.toString()));
    }
    return arguments;
  }

  private int verifier(List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                build.appFolder(App.AUTH).resolve("lib") + "/*",
                VERIFIER));
    command.addAll(arguments);
    return Command.attached(new ProcessBuilder(command));
  }
}
