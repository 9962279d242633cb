package vn.antin.signing.engine.pdf;

import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.StoredBytes;

/** Where in the file the bytes of a stream are. */
record BytesInFile(PdfFile file, long offset, long length) implements StoredBytes {

  @Override
  public byte[] read(long limit) {
    if (length > Math.min(limit, Integer.MAX_VALUE - 64)) {
      throw BrokenPdf.limit("a stream of " + length + " bytes");
    }
    return file.read(offset, (int) length);
  }

  @Override
  public PdfObject resolve(@Nullable PdfObject object) {
    return file.resolve(object);
  }

  @Override
  public void work(long count) {
    file.work(count);
  }
}
