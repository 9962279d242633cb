package vn.antin.auth.outbox;

import org.jspecify.annotations.Nullable;

/**
 * Something to bring to one recipient.
 *
 * @param kind picks the {@link Delivery}
 * @param recipient whom it goes to, in the terms of the kind; a client id, for instance
 * @param body for the delivery alone to read; secrets in it are wrapped by the root key
 * @param key puts the same kind and key to one recipient once only; null puts it every time
 * @param about whose leaving it tells of, by account id: such messages are counted together and
 *     kept longer; null when it tells of something else
 */
public record Message(
    String kind, String recipient, String body, @Nullable String key, @Nullable String about) {
  /** One that tells of nobody's leaving. */
  public Message(String kind, String recipient, String body, @Nullable String key) {
    this(kind, recipient, body, key, null);
  }
}
