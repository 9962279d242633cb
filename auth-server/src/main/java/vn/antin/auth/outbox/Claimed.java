package vn.antin.auth.outbox;

import java.time.Instant;
import java.util.UUID;

/**
 * A message that this node alone may deliver until its lease is over.
 *
 * @param attempt the number of this attempt, from 1
 */
record Claimed(UUID id, UUID lease, int attempt, Instant givesUpAt, Message message) {
  Lane lane() {
    return new Lane(message.kind(), message.recipient());
  }

  /** Whom messages wait for. */
  record Lane(String kind, String recipient) {}
}
