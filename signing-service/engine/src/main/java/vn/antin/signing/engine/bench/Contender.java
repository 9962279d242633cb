package vn.antin.signing.engine.bench;

import java.io.OutputStream;
import java.nio.file.Path;

/** Somebody who signs PDFs. Thread-safe. */
interface Contender {

  String name();

  /** Signs a document in memory; what comes out is thrown away. */
  void sign(byte[] pdf) throws Exception;

  /** Signs a file of any size into a stream. */
  void sign(Path pdf, OutputStream out) throws Exception;
}
