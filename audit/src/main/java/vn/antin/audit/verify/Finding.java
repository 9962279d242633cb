package vn.antin.audit.verify;

/**
 * One thing that is wrong with a log.
 *
 * @param kind what was done to it
 * @param sentence for a human: which row or seal, and how it shows
 */
record Finding(Kind kind, String sentence) {
  /** What was done to the log. */
  enum Kind {
    /** A row's content is not what was sealed. */
    ROW_EDITED,
    /** A sealed row is gone. */
    ROW_DELETED,
    /** A row stands in a seal that did not cover it. */
    ROW_INSERTED,
    /** A row stands under another row's number. */
    ROW_MOVED,
    /** A personal field is not what the row committed to. */
    PERSONAL_EDITED,
    /** A seal's fields do not belong together. */
    SEAL_EDITED,
    /** A seal is gone, or stands twice. */
    SEAL_MISSING,
    /** A seal does not follow the one before it. */
    CHAIN_BROKEN,
    /** The signature is not one over the seal's root. */
    SIGNATURE_FORGED,
    /** The signature is by a certificate that is not the signer's. */
    SIGNER_UNKNOWN,
    /** A root known from elsewhere is not in the log: its end was cut off or rewritten. */
    END_CUT,
    /** A seal has another root than the one kept outside. */
    ROOT_DIFFERS,
    /** A line is not part of a log. */
    LINE_UNREADABLE
  }
}
