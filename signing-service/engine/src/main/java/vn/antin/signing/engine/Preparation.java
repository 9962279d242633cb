package vn.antin.signing.engine;

/** What became of preparing a signature. */
public sealed interface Preparation {

  /** The bytes to be signed are ready. */
  record Prepared(PreparedSignature signature) implements Preparation {}

  /** The document cannot be signed. {@code detail} is for the operator. */
  record Refused(Reason reason, String detail) implements Preparation {}

  /** Why a document cannot be signed. */
  enum Reason {
    /** Not a PDF, where a PDF was expected. */
    NOT_PDF,
    /** Not of the format that was asked for (XML, OOXML, a container …). */
    WRONG_FORMAT,
    ENCRYPTED,
    /** So damaged that a signature could not be relied upon. */
    BROKEN,
    TOO_LARGE,
    /** It carries what could cost more than it may: nesting, expansion, loops. */
    HOSTILE,
    /** Its author certified it and allows no change (DocMDP P=1). */
    CHANGES_FORBIDDEN,
    /** Its author certified it and allows signing only in fields laid down before; none is free. */
    NEW_FIELD_FORBIDDEN,
    /** The named signature field is not there, or it is signed already. */
    NO_SUCH_FIELD,
    /** An earlier signature locked the field (FieldMDP). */
    FIELD_LOCKED,
    /** The field asks for something this signature is not (seed value dictionary). */
    SEED_VALUE,
    /** Only the first signature of a document can certify it. */
    ALREADY_SIGNED,
    /** The level needs time-stamps or revocation data, and none were configured. */
    LEVEL_NOT_OFFERED,
    /** The algorithm has no place in this format. */
    ALGORITHM_NOT_ALLOWED,
    /** The appearance cannot be drawn where it was asked for. */
    APPEARANCE
  }
}
