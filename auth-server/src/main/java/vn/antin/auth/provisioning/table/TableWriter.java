package vn.antin.auth.provisioning.table;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a table row by row; what is written leaves at once. Every cell is text. */
public interface TableWriter extends AutoCloseable {
  /** The next row; null is an empty cell. */
  void row(List<? extends @Nullable String> cells) throws IOException;

  @Override
  void close() throws IOException;
}
