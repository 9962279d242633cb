package vn.antin.csckit;

import java.io.IOException;

/**
 * Something that a server has to do.
 *
 * @param cites the paragraph that says so
 * @param title what is expected, as a sentence
 */
record Expectation(String cites, String title, Test test) {
  /** Asks the server; throws {@link Unmet} or {@link NotAsked}. */
  interface Test {
    void run() throws IOException;
  }

  /** The question does not arise, or was not allowed. */
  static final class NotAsked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAsked(String reason) {
      super(reason);
    }
  }
}
