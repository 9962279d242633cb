package vn.antin.audit.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import vn.antin.audit.AuditException;
import vn.antin.audit.LogLines;

/**
 * The lines of an exported file. Bytes that are not UTF-8 are replaced, and so break their hash.
 */
final class FileLines implements LogLines {
  /** Ten times the line of the largest seal; a file that is something else must not fill memory. */
  private static final int LONGEST = 8_000_000;

  private final Path file;
  private final BufferedReader reader;

  FileLines(Path file) {
    this.file = file;
    try {
      reader =
          new BufferedReader(
              new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public @Nullable String next() {
    StringBuilder line = new StringBuilder(512);
    try {
      for (int c = reader.read(); c != '\n'; c = reader.read()) {
        if (c < 0) {
          return line.isEmpty() ? null : line.toString();
        }
        if (line.length() == LONGEST) {
          throw new AuditException(
              AuditException.Code.INPUT,
              "%s is not an exported log: it has a line of more than %d characters"
                  .formatted(file, LONGEST));
        }
        line.append((char) c);
      }
      return line.toString();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private AuditException unreadable(IOException cause) {
    return new AuditException(
        AuditException.Code.INPUT, "The file %s cannot be read".formatted(file), cause);
  }
}
