package vn.antin.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command of the auth-server's own, run beside a house that runs or on a data folder at rest. */
final class AuthCommand {
  private final Build build;

  AuthCommand(Build build) {
    this.build = build;
  }

  /** Runs it on this terminal; gives its exit code. */
  int run(Options options, List<String> arguments) {
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
      command.addAll(List.of("-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
      command.addAll(build.startOptions(App.AUTH));
      command.addAll(List.of("-cp", build.classPath(App.AUTH), App.AUTH.mainClass()));
      command.addAll(arguments);
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
