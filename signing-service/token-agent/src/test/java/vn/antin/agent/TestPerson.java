package vn.antin.agent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.token.TokenSecret;

/**
 * Types a PIN, if any, for tokens that hold something, and one line after the other; then nobody is
 * there any more.
 */
final class TestPerson implements Person {

  private final String pin;
  private final Deque<String> lines;
  int pinsAsked;

  TestPerson(String pin, String... lines) {
    this.pin = pin;
    this.lines = new ArrayDeque<>(List.of(lines));
  }

  @Override
  public @Nullable TokenSecret pin(String question) {
    if (question.contains("\"empty\"")) {
      return null;
    }
    pinsAsked++;
    return pin.isEmpty() ? null : TokenSecret.of(pin.toCharArray());
  }

  @Override
  public @Nullable String line(String question) {
    return lines.poll();
  }
}
