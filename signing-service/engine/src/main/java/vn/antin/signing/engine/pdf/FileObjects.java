package vn.antin.signing.engine.pdf;

import org.jspecify.annotations.Nullable;

/** A file that resolves references and is read at its positions. */
interface FileObjects {

  /** What a reference leads to; anything else as it is; null and dead references are PdfNull. */
  PdfObject resolve(@Nullable PdfObject object);

  /** Exactly that many bytes of the file. */
  byte[] read(long offset, int length);

  /** Counts bytes parsed or decoded against the file's limit. */
  void work(long bytes);
}
