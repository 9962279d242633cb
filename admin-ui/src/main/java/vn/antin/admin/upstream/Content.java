package vn.antin.admin.upstream;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way through.
 *
 * @param length in bytes, or -1 when not known
 */
public record Content(InputStream stream, long length, @Nullable String type) {
  /** A PDF whose length is not known yet. */
  public static Content pdf(InputStream stream) {
    return new Content(stream, -1, "application/pdf");
  }
}
