package vn.antin.signing.certificate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.ForkedService;
import vn.antin.signing.Peer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestDatabase;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

/**
 * A job of thousands over a PKCS#11 token, whose service is killed half way. Making RSA-2048 keys
 * for ten thousand takes two processors a quarter of an hour; {@code -Dantin.drill.key=ec-p256} has
 * others made.
 */
final class JobDrillTest {
  private static final boolean LONG = Boolean.getBoolean("antin.long");
  private static final String KEY = System.getProperty("antin.drill.key", "rsa-2048");
  private static final int OFFICIALS = LONG ? 10_000 : 100;
  private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");

  /** Nothing may stand still for longer; a lease of two minutes may have to run out. */
  private static final Duration STANDSTILL = Duration.ofMinutes(4);

  @TempDir private Path folder;
  private final TestDatabase database = TestDatabase.create();
  private final List<Long> ended = new ArrayList<>();

  private long count(String statement) {
    return database.superuser().sql(statement).query(Long.class).single();
  }

  private static List<Map<String, Object>> people() {
    var items = TestProvince.items();
    for (var i = 1; i < OFFICIALS; i++) { // one is there already
      var id = UUID.randomUUID();
      items.add(TestProvince.official(id, "bulk" + i, "Cán bộ " + i, "active"));
      items.add(TestProvince.assignment(1000 + i, id, COMMUNE, "Công chức"));
    }
    return items;
  }

  private Path token() throws Exception {
    assumeTrue(Files.exists(LIBRARY), "skipped: package softhsm2 is not installed");
    var tokens = Files.createDirectory(folder.resolve("tokens"));
    var configuration =
        Files.writeString(
            folder.resolve("softhsm2.conf"),
            "directories.tokendir = " + tokens + "\nlog.level = ERROR\n");
    var said =
        Peer.run(
            "env",
            "SOFTHSM2_CONF=" + configuration,
            "softhsm2-util",
            "--init-token",
            "--free",
            "--label",
            "drill",
            "--pin",
            "1234567890",
            "--so-pin",
            "918273");
    assertThat(said.exit()).as(said.text()).isZero();
    return configuration;
  }

  @Test
  void everyOfficialGetsOneCertificateAlthoughTheServiceIsKilledHalfWay() throws Exception {
    var configuration = token();
    try (var prepared =
            RunningService.prepare(
                database,
                "antin.token.kind=pkcs11",
                "antin.token.make-master-key=true",
                "antin.token.library=" + LIBRARY,
                "antin.token.label=drill",
                "antin.token.patience=30s"); // a busy machine is not what this is about
        var service =
            new ForkedService(prepared, Map.of("SOFTHSM2_CONF", configuration.toString()))) {
      prepared.authServer.replacePeople(people());
      service.start();
      await(
          "posts in the copy",
          () -> count("SELECT count(*) FROM assignment"),
          there -> there == OFFICIALS + 2);
      await(
          "authorities in force",
          () -> count("SELECT count(*) FROM certification_authority WHERE state = 'active'"),
          authorities -> authorities == 2);
      var steps = new TestSigning(prepared);
      var ordered =
          service.postJson(
              "/certificate-jobs",
              steps.administrator(CHAIRMAN, PROVINCE),
              Map.of("kind", "issue", "unit", COMMUNE, "keyKind", KEY));
      assertThat(ordered.json().path("total").asInt()).as(ordered.text()).isEqualTo(OFFICIALS);
      var job = "/certificate-jobs/" + ordered.json().path("id").asString("");

      var began = System.nanoTime();
      await("rows done", () -> done(service, steps, job), done -> done >= OFFICIALS / 2);
      var first = rate(began, ended.getLast());
      service.kill();
      var cutOff = count("SELECT count(*) FROM certificate_job_row WHERE state = 'working'");
      if (!LONG) {
        release();
      }
      var half = ended.getLast();
      service.start();
      var again = System.nanoTime();
      await("rows done", () -> done(service, steps, job), done -> done >= OFFICIALS - cutOff);
      var second = rate(again, ended.getLast() - half);
      await("rows done", () -> done(service, steps, job), done -> done >= OFFICIALS);

      System.out.printf(
          Locale.ROOT,
          "bulk issue: %d certificates over %s keys wrapped by SoftHSM, 2 threads:"
              + " %.1f per s before the kill, %.1f per s after it; %d rows were cut off%n",
          OFFICIALS,
          KEY,
          first,
          second,
          cutOff);
      await("unfinished jobs", this::open, unfinished -> unfinished == 0);
      if (!LONG) {
        age();
      }
      await("keys without a certificate", this::keysWithoutCertificate, left -> left == 0);
    }
    assertThat(ended).as("progress").isSorted();
    everybodyHasOneAndNothingWasIssuedTwice();
  }

  /** As if the leases of the process that is gone had run out. */
  private void release() {
    database
        .superuser()
        .sql("UPDATE certificate_job_row SET not_before = NULL WHERE state = 'working'")
        .update();
  }

  /** As if what was given up had been begun long ago. */
  private void age() {
    database
        .superuser()
        .sql("UPDATE credential SET created_at = created_at - interval '1 hour'")
        .update();
  }

  private long keysWithoutCertificate() {
    return count(
        """
        SELECT count(*) FROM private_key
        WHERE residence = 'wrapped' AND state = 'ready' AND NOT EXISTS (
          SELECT FROM credential
          WHERE credential.key_label = private_key.label AND credential.state = 'valid')
        """);
  }

  private long open() {
    return count("SELECT count(*) FROM certificate_job WHERE finished_at IS NULL");
  }

  private long done(ForkedService service, TestSigning steps, String job) {
    var progress = service.get(job, steps.administrator(CHAIRMAN, PROVINCE)).json();
    assertThat(progress.path("failed").asLong()).isZero();
    var done = progress.path("done").asLong();
    ended.add(done);
    return done;
  }

  private static double rate(long began, long certificates) {
    return certificates * 1e9 / (System.nanoTime() - began);
  }

  private interface Counted {
    long now();
  }

  /** However slow the machine is, something must move. */
  private static void await(String what, Counted counted, LongPredicate reached) {
    var last = counted.now();
    var moved = System.nanoTime();
    while (!reached.test(last)) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      var now = counted.now();
      if (now != last) {
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > STANDSTILL.toNanos()) {
        throw new AssertionError(what + ": nothing moves any more at " + now);
      }
      last = now;
    }
  }

  private void everybodyHasOneAndNothingWasIssuedTwice() {
    assertThat(count("SELECT count(*) FROM certificate_job_row WHERE state = 'done'"))
        .isEqualTo(OFFICIALS);
    var held =
        "FROM credential WHERE state = 'valid' AND official_id IN (SELECT official_id FROM"
            + " certificate_job_row)";
    assertThat(count("SELECT count(*) " + held)).isEqualTo(OFFICIALS);
    assertThat(count("SELECT count(DISTINCT official_id) " + held)).isEqualTo(OFFICIALS);
    assertThat(
            count(
                """
                SELECT count(*) FROM issued_certificate AS issued
                WHERE profile = 'official' AND state <> 'failed'
                  AND NOT EXISTS (SELECT FROM credential
                    WHERE credential.id = issued.credential_id AND credential.state = 'valid'
                      AND credential.certificate = issued.certificate)
                  AND NOT EXISTS (SELECT FROM certificate_revocation AS revocation
                    WHERE revocation.authority = issued.authority
                      AND revocation.serial_number = issued.serial_number)
                """))
        .as("certificates that are good and nobody's")
        .isZero();
    assertThat(count("SELECT count(*) FROM audit.entry WHERE type = 'certificate.requested'"))
        .isEqualTo(
            count(
                """
                SELECT count(*) FROM audit.entry
                WHERE type IN ('certificate.issued', 'certificate.interrupted')
                """));
  }
}
