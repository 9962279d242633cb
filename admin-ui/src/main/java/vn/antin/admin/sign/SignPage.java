package vn.antin.admin.sign;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a document is handed in.
 *
 * @param limit the largest file taken, in bytes
 * @param error last part of the message key of what was wrong with the file
 * @param latest the official's documents, latest first
 */
public record SignPage(long limit, @Nullable String error, List<Signing> latest) {
  public SignPage {
    latest = List.copyOf(latest);
  }
}
