package vn.antin.admin.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.jspecify.annotations.Nullable;

/**
 * The file as it arrives from the browser. Remembers how reading failed, so that a broken upload is
 * not blamed on the service it was being sent to. Read by one thread at a time.
 */
public final class IncomingStream extends FilterInputStream {
  private volatile @Nullable IOException failure;

  IncomingStream(InputStream in) {
    super(in);
  }

  /** Why reading stopped early, if it did. */
  public @Nullable String failure() {
    var seen = failure;
    if (seen == null) {
      return null;
    }
    return seen instanceof FileUploadSizeException
            || seen.getCause() instanceof FileUploadSizeException
        ? "too-large"
        : "interrupted";
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }
}
