package vn.antin.audit.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import vn.antin.audit.AuditLog;
import vn.antin.audit.AuditSealer;
import vn.antin.audit.DatabaseLines;
import vn.antin.audit.FileRootSink;
import vn.antin.audit.LogLines;
import vn.antin.audit.TestClock;
import vn.antin.audit.TestDatabase;
import vn.antin.audit.TestEvents;
import vn.antin.audit.TestSigner;

/** A log of three sealed batches: rows 1–4, 5–8, 9–12. */
final class TestLog {
  final TestDatabase database = TestDatabase.create();
  final TestClock clock = new TestClock();
  final TestSigner signer = TestSigner.genuine();
  final AuditLog log = new AuditLog(database.app(), clock);
  final Path roots;
  final AuditSealer sealer;

  TestLog(Path folder) {
    roots = folder.resolve("roots");
    sealer = new AuditSealer(database.app(), clock, signer, new FileRootSink(roots));
    for (int batch = 0; batch < 3; batch++) {
      seal(4);
    }
  }

  void seal(int rows) {
    for (int i = 0; i < rows; i++) {
      clock.advance(Duration.ofSeconds(1));
      log.append(TestEvents.login("official-" + i));
    }
    clock.advance(Duration.ofSeconds(1));
    sealer.sealPending();
  }

  LogLines lines() {
    return lines(database);
  }

  static LogLines lines(TestDatabase database) {
    try {
      return new DatabaseLines(database.app().getConnection(), true);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  Report verify(Expectations expected) {
    try (LogLines lines = lines()) {
      return Verifier.verify(lines, expected);
    }
  }

  void export(Path file) {
    try (LogLines lines = lines()) {
      Files.deleteIfExists(file);
      Export.write(lines, file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Expectations keptRoots() {
    return new Expectations(null, roots, Set.of());
  }
}
