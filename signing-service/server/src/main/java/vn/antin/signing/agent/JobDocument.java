package vn.antin.signing.agent;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Sha256;

/**
 * A document of a job.
 *
 * @param number from 0 in the job
 * @param sealed the prepared signature under the root key; null when it is spent or dropped
 * @param value what the token made; null before
 */
@SuppressWarnings("ArrayRecordComponent") // read once and never compared
record JobDocument(
    UUID job,
    int number,
    DocumentId document,
    Sha256 hash,
    State state,
    byte @Nullable [] sealed,
    byte @Nullable [] value) {
  /** How far it went. */
  enum State {
    PREPARED,
    /** Its value is here, the signed document not yet. */
    COMPLETING,
    SIGNED,
    UNKNOWN,
    /** Its job ended before a value came. */
    DROPPED
  }
}
