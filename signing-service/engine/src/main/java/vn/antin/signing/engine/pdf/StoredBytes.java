package vn.antin.signing.engine.pdf;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where in the file the bytes of a stream are.
 *
 * @param cipher undoes the file's encryption, where there is one
 */
record StoredBytes(PdfFile file, long offset, long length, @Nullable UnaryOperator<byte[]> cipher) {

  byte[] read(long limit) {
    if (length > Math.min(limit, Integer.MAX_VALUE - 64)) {
      throw BrokenPdf.limit("a stream of " + length + " bytes");
    }
    byte[] bytes = file.read(offset, (int) length);
    return cipher == null ? bytes : cipher.apply(bytes);
  }
}
