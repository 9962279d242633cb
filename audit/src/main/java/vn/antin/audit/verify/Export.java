package vn.antin.audit.verify;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import vn.antin.audit.AuditException;
import vn.antin.audit.LogLines;

/** Writes a log to a new file that only its owner can read: it may hold personal data. */
final class Export {
  private Export() {}

  /** Copies the lines; returns how many. A file that was not finished has no end line. */
  static long write(LogLines lines, Path file) {
    try (BufferedWriter writer =
        new BufferedWriter(
            new OutputStreamWriter(
                Channels.newOutputStream(
                    Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")))),
                StandardCharsets.UTF_8))) {
      long count = 0;
      for (String line = lines.next(); line != null; line = lines.next()) {
        writer.write(line);
        writer.write('\n');
        count++;
      }
      return count;
    } catch (FileAlreadyExistsException e) {
      throw new AuditException(
          AuditException.Code.INPUT,
          "There is a file %s already; an export never overwrites".formatted(file),
          e);
    } catch (IOException e) {
      throw new AuditException(
          AuditException.Code.INPUT, "The file %s cannot be written".formatted(file), e);
    }
  }
}
