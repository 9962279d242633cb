package vn.antin.auth.outbound;

/** What became of a request; the reasons are for operators and carry no secret. */
public sealed interface Answer {
  /**
   * The other side answered with success.
   *
   * @param status 200 to 299
   * @param contentType as the header has it; empty when there was none
   * @param body read as UTF-8
   */
  record Ok(int status, String contentType, String body) implements Answer {}

  /** Nothing was sent: the address is not one that we talk to. Trying again does not help. */
  record Refused(String reason) implements Answer {}

  /**
   * The other side could not be reached, was too slow, said too much, or answered with something
   * other than success.
   *
   * @param status of the answer; 0 when there was none
   */
  record Failed(int status, String reason) implements Answer {}
}
