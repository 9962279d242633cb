package vn.antin.signing.engine.pdf;

/** Where an object is, as the cross-reference says (ISO 32000-1 sections 7.5.4 and 7.5.8). */
sealed interface XrefEntry {

  /** Deleted, or never there. */
  enum Free implements XrefEntry {
    FREE
  }

  /** At a position, counted from the file's header. */
  record InFile(long offset, int generation) implements XrefEntry {}

  /** The index-th object of an object stream. */
  record InStream(int stream, int index) implements XrefEntry {}
}
