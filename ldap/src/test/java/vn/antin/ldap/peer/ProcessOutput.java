package vn.antin.ldap.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;

/** What a command-line tool printed (both streams together) and how it ended. */
public record ProcessOutput(int exitCode, String text) {
  public static ProcessOutput of(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new ProcessOutput(process.waitFor(), text);
  }

  public ProcessOutput orFail() {
    if (exitCode != 0) {
      throw new IllegalStateException("exit code " + exitCode + ": " + text);
    }
    return this;
  }

  public List<String> lines() {
    return text.lines().toList();
  }
}
