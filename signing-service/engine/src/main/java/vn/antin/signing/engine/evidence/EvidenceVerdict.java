package vn.antin.signing.engine.evidence;

import java.time.Instant;
import java.util.List;

/** What a record proves. */
public sealed interface EvidenceVerdict {

  /**
   * The document existed at the first time, and every later one was made before its predecessor
   * could be doubted.
   *
   * @param times of all archive time-stamps, oldest first
   */
  record Proven(List<Instant> times) implements EvidenceVerdict {

    public Proven {
      times = List.copyOf(times);
    }
  }

  /** The record proves nothing about the document; {@code detail} is for the operator. */
  record Unproven(Reason reason, String detail) implements EvidenceVerdict {}

  /** Why not. */
  enum Reason {
    /** The document is not the one that was recorded, or its place in the tree was changed. */
    OTHER_DOCUMENT,
    /** A later time-stamp does not cover the earlier ones. */
    BROKEN_CHAIN,
    /** A time-stamp's signature, imprint or authority does not hold. */
    BAD_TIME_STAMP,
    /** The times do not follow each other, or a renewal came too late. */
    WRONG_ORDER
  }
}
