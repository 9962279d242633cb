package vn.antin.signing.engine.pdf;

/** Where in the file the bytes of a stream are. */
record StoredBytes(PdfFile file, long offset, long length) {

  byte[] read(long limit) {
    if (length > Math.min(limit, Integer.MAX_VALUE - 64)) {
      throw BrokenPdf.limit("a stream of " + length + " bytes");
    }
    return file.read(offset, (int) length);
  }
}
