package vn.antin.signing.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TerminalTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), System.err);

  @Test
  void namesOfStrangersStartNoLineAndMoveNoCursor() {
    terminal.line("valid x.pdf: Nguyễn Văn An\nvalid y.pdf\u001b[2K\u2028\u202e");

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("valid x.pdf: Nguyễn Văn An\uFFFDvalid y.pdf\uFFFD[2K\uFFFD\uFFFD");
  }
}
