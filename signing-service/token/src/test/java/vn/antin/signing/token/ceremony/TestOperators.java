package vn.antin.signing.token.ceremony;

import java.io.ByteArrayOutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators who read what the terminal asks, and type. */
final class TestOperators extends Reader {
  /** What each wrote down. */
  final List<String> shares = new ArrayList<>();

  /** What is typed in place of the share that was just written down. */
  final Deque<String> slips = new ArrayDeque<>();

  /** Names that are typed first, before those that are right. */
  final Deque<String> names = new ArrayDeque<>();

  /** What is typed at the next questions for a share, instead of the right ones. */
  final Deque<String> typed = new ArrayDeque<>();

  /** After so many lines the terminal is gone; never when negative. */
  int lines = -1;

  private final ByteArrayOutputStream said;

  TestOperators(ByteArrayOutputStream said) {
    this.said = said;
  }

  @Override
  public int read(char[] into, int from, int length) {
    var answer = lines == 0 ? null : answer(said.toString(StandardCharsets.UTF_8));
    if (answer == null) {
      return -1;
    }
    lines--;
    var line = (answer + "\n").toCharArray();
    System.arraycopy(line, 0, into, from, line.length);
    return line.length;
  }

  private @Nullable String answer(String text) {
    var question = text.lines().reduce("", (_, last) -> last);
    if (question.contains("your name:")) {
      if (!names.isEmpty()) {
        return names.pop();
      }
      return "Nguyễn Thị Số " + question.replaceAll(".*Operator (\\d+) of.*", "$1");
    }
    if (question.contains("Press Enter")) {
      var share = text.substring(text.lastIndexOf("antin-share"));
      shares.add(share.lines().findFirst().orElseThrow());
      return "";
    }
    if (question.contains("Now type it")) {
      return slips.isEmpty() ? shares.getLast() : slips.pop();
    }
    if (!typed.isEmpty()) {
      return typed.pop();
    }
    var next = Integer.parseInt(question.replaceAll(".*Share (\\d+), in one line:.*", "$1"));
    // The last operators first: any of them will do.
    return next > shares.size() ? null : shares.get(shares.size() - next);
  }

  @Override
  public void close() {}
}
