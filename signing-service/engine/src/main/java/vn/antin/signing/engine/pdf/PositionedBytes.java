package vn.antin.signing.engine.pdf;

/** Bytes by position: of the file, or of an object stream's content. */
@FunctionalInterface
interface PositionedBytes {

  /** The byte at a position, or -1 outside. */
  int at(long position);

  static PositionedBytes of(byte[] bytes) {
    return position -> position >= 0 && position < bytes.length ? bytes[(int) position] & 0xff : -1;
  }
}
