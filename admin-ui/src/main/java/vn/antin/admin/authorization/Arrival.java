package vn.antin.admin.authorization;

/** How a browser came back from the auth-server. */
public sealed interface Arrival {
  /** With a code that was good. */
  record Arrived(TokenAnswer.Tokens tokens, String nonce, String target) implements Arrival {}

  /** With an error, by the official's decision or the server's; the code may also be stale. */
  record Failed(String error, String target) implements Arrival {}

  /** Once more with a state that was used before: a reload or the back button. */
  record Repeated(String target) implements Arrival {}

  /** With a state we did not give this browser, or too late. */
  record Unknown() implements Arrival {}
}
