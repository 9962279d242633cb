package vn.antin.signing.authority.ceremony;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The ceremony as operators run it: any two of three open the root. */
public final class TestCeremony {
  public final Path folder;
  private final String url;
  private List<String> shares = List.of();

  public TestCeremony(String url) throws java.io.IOException {
    this.folder = Files.createTempDirectory("antin-root").resolve("root");
    this.url = url;
  }

  /** Exit code and everything said. */
  public record Outcome(int exit, String said) {}

  /** Makes the root. */
  public Outcome init(String subject) {
    return run("init-root", "--subject", subject, "--threshold", "2", "--shares", "3");
  }

  public Outcome run(String... command) {
    return run(_ -> {}, command);
  }

  /** With operators who do something of their own. */
  Outcome run(Consumer<TestOperators> habit, String... command) {
    var said = new ByteArrayOutputStream();
    var operators = new TestOperators(said);
    operators.shares.addAll(shares);
    habit.accept(operators);
    try (var out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      var all = new ArrayList<>(List.of(command));
      all.addAll(List.of("--dir", folder.toString(), "--url", url));
      var exit = Main.run(all, new BufferedReader(operators), out, out);
      if (exit == 0) {
        var written = operators.shares.size();
        shares = List.copyOf(operators.shares.subList(Math.max(0, written - 3), written));
      }
      return new Outcome(exit, said.toString(StandardCharsets.UTF_8));
    }
  }

  /** What the operators wrote down. */
  List<String> shares() {
    return shares;
  }

  public String read(String file) throws java.io.IOException {
    return Files.readString(folder.resolve(file));
  }
}
