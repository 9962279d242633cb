package vn.antin.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
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
      throw new StandaloneException(
          StandaloneException.Code.USAGE, "Usage: ./antin admin create NAME [--data DIR].");
    }
    try (Visit visit = Visit.to(options, build)) {
      Settings settings =
          new Settings(
              visit.ports(),
              visit.path("root.key"),
              new ClientKey(visit.secret("unused"), visit.secret("signing-service-jwks.json")),
              visit.secret("admin-ui-client"),
              new SigningToken.Software(visit.path("token"), visit.secret("token-pin")),
              0);
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
      command.addAll(build.startOptions(App.AUTH));
      command.addAll(
          List.of(
              "-cp",
              build.classPath(App.AUTH),
              App.AUTH.mainClass(),
              "--antin.admin.create=" + words.getLast()));
      ProcessBuilder program = new ProcessBuilder(command);
      program
          .environment()
          .put(
              "SPRING_APPLICATION_JSON",
              Json.object(
                  settings.of(
                      App.AUTH,
                      visit.database(App.AUTH),
                      visit.path("audit-roots").resolve(App.AUTH.title() + ".log"))));
      return Command.attached(program);
    }
  }
}
