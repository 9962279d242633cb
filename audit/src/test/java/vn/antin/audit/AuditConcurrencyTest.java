package vn.antin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditConcurrencyTest {
  private static final int APPENDERS = 4;
  private static final int EACH = Boolean.getBoolean("antin.long") ? 20_000 : 250;

  @TempDir Path folder;

  @Test
  void twoSealersAndManyAppendersLeaveOneUnbrokenChain() throws Exception {
    TestDatabase database = TestDatabase.create();
    TestClock clock = new TestClock();
    AuditLog log = new AuditLog(database.app(), clock);
    Path roots = folder.resolve("roots");
    TestSigner signer = TestSigner.genuine();
    AtomicInteger running = new AtomicInteger(APPENDERS);
    List<Callable<Integer>> work = new ArrayList<>();
    for (int appender = 0; appender < APPENDERS; appender++) {
      String name = "appender-" + appender;
      work.add(() -> {
        for (int i = 0; i < EACH; i++) {
          log.append(TestEvents.login(name));
        }
        return -running.decrementAndGet();
      });
    }
    for (int i = 0; i < 2; i++) {
      AuditSealer sealer = new AuditSealer(database.app(), clock, signer, new FileRootSink(roots));
      work.add(() -> {
        int sealed = 0;
        boolean last;
        do {
          last = running.get() == 0;
          sealed += sealer.sealPending().entries();
        } while (!last);
        return sealed;
      });
    }
    int sealed = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
      for (Future<Integer> outcome : threads.invokeAll(work)) {
        sealed += Math.max(0, outcome.get());
      }
    }
    assertThat((long) sealed).isEqualTo((long) APPENDERS * EACH);
    long seals = database.number("SELECT count(*) FROM audit.seal");
    assertThat(database.number("SELECT max(number) FROM audit.seal")).isEqualTo(seals);
    assertThat(
            database.number(
                """
                SELECT count(*) FROM audit.seal AS next
                JOIN audit.seal AS before
                  ON next.previous = before.root AND next.number = before.number + 1
                """))
        .isEqualTo(seals - 1);
    assertThat(database.number("SELECT sum(cardinality(entry_ids)) FROM audit.seal"))
        .isEqualTo((long) APPENDERS * EACH);
    assertThat(Files.readAllLines(roots))
        .extracting(line -> SealedRoot.parse(line).orElseThrow().root().hex())
        .isEqualTo(database.texts("SELECT encode(root, 'hex') FROM audit.seal ORDER BY number"));
  }
}
