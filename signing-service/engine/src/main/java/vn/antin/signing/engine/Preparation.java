package vn.antin.signing.engine;

/** What became of preparing a signature. */
public sealed interface Preparation {

  /** The bytes to be signed are ready. */
  record Prepared(PreparedSignature signature) implements Preparation {}

  /** The document cannot be signed. {@code detail} is for the operator. */
  record Refused(Reason reason, String detail) implements Preparation {}

  /** Why a document cannot be signed. */
  enum Reason {
    NOT_PDF,
    ENCRYPTED,
    /** So damaged that a signature could not be relied upon. */
    BROKEN,
    TOO_LARGE,
    /** Its author certified it and allows no change (DocMDP P=1). */
    CHANGES_FORBIDDEN,
    /** Its author certified it and allows signing only in fields laid down before; none is free. */
    NEW_FIELD_FORBIDDEN
  }
}
