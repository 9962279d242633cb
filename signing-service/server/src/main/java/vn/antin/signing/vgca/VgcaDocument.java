package vn.antin.signing.vgca;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Sha256;

/**
 * A document of a job.
 *
 * @param number from 0 in the job
 * @param hash of the version that is handed out, and no other
 * @param problem code of why what came back was refused
 */
record VgcaDocument(
    UUID job, int number, DocumentId document, Sha256 hash, State state, @Nullable String problem) {
  /** How far it went. */
  enum State {
    WAITING,
    FETCHED,
    /** A file came back and is being looked at. */
    RETURNED,
    SIGNED,
    REFUSED
  }
}
