package vn.antin.signing.engine.pdf.object;

import org.jspecify.annotations.Nullable;

/** A stream's bytes where they are stored, and what undoing their filters needs of the file. */
public interface StoredBytes {

  /**
   * All of them, filters not undone.
   *
   * @throws BrokenPdf when they are more than the limit
   */
  byte[] read(long limit);

  /** What a value of the stream's dictionary leads to; PdfNull where there is nothing. */
  PdfObject resolve(@Nullable PdfObject object);

  /**
   * Counts bytes that filters gave.
   *
   * @throws BrokenPdf when reading the file has taken too much work
   */
  void work(long count);
}
