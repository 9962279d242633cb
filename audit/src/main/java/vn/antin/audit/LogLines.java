package vn.antin.audit;

import org.jspecify.annotations.Nullable;

/**
 * A log in the form of its export, line by line: the log, each seal followed by its rows in
 * ascending order of id, the end. {@code docs/audit.md} describes the lines.
 */
public interface LogLines extends AutoCloseable {
  /**
   * The next line, null after the last.
   *
   * @throws AuditException when it cannot be read
   */
  @Nullable String next();

  @Override
  void close();
}
