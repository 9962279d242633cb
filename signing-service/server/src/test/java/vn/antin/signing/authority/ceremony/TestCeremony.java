package vn.antin.signing.authority.ceremony;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The ceremony as an operator runs it. */
public final class TestCeremony {
  public final Path folder;
  private final Path passphrase;
  private final String url;

  public TestCeremony(String url) throws java.io.IOException {
    var place = Files.createTempDirectory("antin-root");
    this.folder = place.resolve("root");
    this.passphrase = Files.writeString(place.resolve("passphrase"), "mot hai ba bon nam\n");
    this.url = url;
  }

  /** Exit code and everything said. */
  public record Outcome(int exit, String said) {}

  public Outcome run(String... command) {
    var said = new ByteArrayOutputStream();
    try (var out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      var all = new ArrayList<>(List.of(command));
      all.addAll(
          List.of(
              "--dir",
              folder.toString(),
              "--url",
              url,
              "--passphrase-file",
              passphrase.toString()));
      var exit = Main.run(all, out, out);
      return new Outcome(exit, said.toString(StandardCharsets.UTF_8));
    }
  }

  public String read(String file) throws java.io.IOException {
    return Files.readString(folder.resolve(file));
  }
}
