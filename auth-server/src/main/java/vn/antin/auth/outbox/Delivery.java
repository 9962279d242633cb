package vn.antin.auth.outbox;

/** Brings the messages of one kind to their recipients. A bean; called by several threads. */
public interface Delivery {
  /** The kind of message that it takes; one delivery per kind. */
  String kind();

  /**
   * Tries once. Runs outside any transaction and is interrupted when it takes too long, which
   * counts as {@link Attempt.Retry}; so does an exception. A message can come a second time when
   * its first delivery was not noted.
   */
  Attempt deliver(Message message);

  /** What administrators call this recipient. */
  default String nameOf(String recipient) {
    return recipient;
  }

  /** The system behind this recipient: the same id for all that reach one system. */
  default String systemOf(String recipient) {
    return recipient;
  }
}
