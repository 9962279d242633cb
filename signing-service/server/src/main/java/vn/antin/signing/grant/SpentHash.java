package vn.antin.signing.grant;

import org.jspecify.annotations.Nullable;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Sha256;

/** How far the spending of one document of a request went. */
public record SpentHash(
    Sha256 hash, State state, @Nullable DocumentId signedDocument, @Nullable Sha256 signedHash) {
  /** Where a hash stands. */
  public enum State {
    APPROVED,
    RESERVED,
    SIGNING,
    SIGNED,
    UNKNOWN,
    /** A person said that it was not signed; it never will be. */
    CLOSED
  }
}
