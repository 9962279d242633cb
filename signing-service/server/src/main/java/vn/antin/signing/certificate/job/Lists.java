package vn.antin.signing.certificate.job;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.list.DirectoryList;
import vn.antin.signing.certificate.list.ListedCertificate;
import vn.antin.signing.certificate.request.Registrations;
import vn.antin.signing.certificate.request.Registrations.Outcome;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;
import vn.antin.signing.web.HeavyWork;

/** Makes jobs of lists, and registers what their rows bring. Thread-safe. */
final class Lists {
  /** How long a preview may be carried out. */
  private static final Duration KEPT = Duration.ofDays(7);

  private static final String TABLE = "csv";
  private static final String DIRECTORY = "directory";
  private static final int AT_ONCE = 500;
  private static final int CHARACTERS_AT_ONCE = 1_000_000;
  private static final int LISTS = 2;

  /** Reads a list: at most so many lines, each handed over. */
  @FunctionalInterface
  interface Source {
    void read(int rows, Consumer<ListedCertificate> lines);
  }

  private final ListRepository repository;
  private final Registrations certificates;
  private final DirectoryList directory;
  private final UnfinishedJobs unfinished;
  private final JobProperties properties;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;

  /**
   * Bounds the memory that lists take; whoever sends slowly keeps nobody but other lists waiting.
   */
  private final HeavyWork places = new HeavyWork(LISTS);

  /** A slow directory keeps no table waiting. */
  private final HeavyWork reading = new HeavyWork(1);

  Lists(
      ListRepository repository,
      Registrations certificates,
      DirectoryList directory,
      UnfinishedJobs unfinished,
      JobProperties properties,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.certificates = certificates;
    this.directory = directory;
    this.unfinished = unfinished;
    this.properties = properties;
    this.audit = audit;
    this.transaction = transaction;
    this.time = time;
  }

  /** Addresses of the servers of the configured directory; empty when there is none. */
  List<URI> servers() {
    return directory.servers();
  }

  /** What the configured directory publishes, as a job. */
  Row.Made directory(Caller.Person caller, boolean preview) {
    requirePower(caller);
    return reading.run(() -> {
      var found = directory.read(properties.rows(), properties.listSize().toBytes());
      return made(() -> staged(caller, DIRECTORY, preview, (_, lines) -> found.forEach(lines)));
    });
  }

  /**
   * A job with a row for each line that the caller sends; none when the list is refused.
   *
   * @param list fetched when there is a place for it; then read within the transaction
   */
  Row.Made sent(Caller.Person caller, boolean preview, Supplier<Source> list) {
    requirePower(caller);
    return places.run(() -> {
      var fetched = list.get();
      return made(() -> staged(caller, TABLE, preview, fetched));
    });
  }

  private void requirePower(Caller.Person caller) {
    caller.requireAdministrator();
    if (!repository.mayOrder(caller, time.instant())) {
      throw Problem.NOT_PERMITTED.because("the caller administers nothing by the copy of roles");
    }
    unfinished.requireRoom(caller);
  }

  private Row.Made staged(Caller.Person caller, String source, boolean preview, Source list) {
    var job = UUID.randomUUID();
    unfinished.requireRoom(caller);
    repository.begin(job, caller, source, preview, time.instant());
    var batch =
        new Batch(
            DIRECTORY.equals(source)
                ? lines -> repository.addWithin(caller, job, lines, time.instant())
                : lines -> repository.add(job, lines, time.instant()));
    list.read(properties.rows(), batch::take);
    batch.write();
    return ordered(caller, job, source, preview);
  }

  /** Lines on their way to the database: few at once, by number and by length. */
  private final class Batch {
    private final Consumer<List<ListedCertificate>> writing;
    private final List<ListedCertificate> lines = new ArrayList<>();
    private int characters;

    /** Those of the whole list. Base64 of as many bytes as a list may have is a third longer. */
    private long left = properties.listSize().toBytes() / 2 * 3;

    Batch(Consumer<List<ListedCertificate>> writing) {
      this.writing = writing;
    }

    void take(ListedCertificate line) {
      var length = line.certificates().length();
      left -= length;
      if (left < 0) {
        throw Problem.LIST_REFUSED
            .because("more characters than allowed")
            .showing("reason", "too-much");
      }
      lines.add(line);
      characters += length;
      if (lines.size() == AT_ONCE || characters >= CHARACTERS_AT_ONCE) {
        write();
      }
    }

    void write() {
      if (!lines.isEmpty()) {
        writing.accept(lines);
        lines.clear();
        characters = 0;
      }
    }
  }

  /** Does what a preview showed: a job of the rows that would be registered. */
  Row.Made carryOut(Caller.Person caller, UUID preview) {
    return made(() -> {
      unfinished.requireRoom(caller);
      var source =
          repository
              .claim(preview, caller, time.instant())
              .orElseThrow(() ->
                  Problem.NOT_FOUND.because("no finished preview of the caller's: " + preview));
      var job = UUID.randomUUID();
      repository.begin(job, caller, source, false, time.instant());
      repository.move(preview, job, time.instant());
      return ordered(caller, job, source, false);
    });
  }

  /** The certificate, its audit row and the end of the row are one transaction. */
  void register(Row row, Row.Task.Register task) {
    transaction.executeWithoutResult(status -> {
      var holder =
          repository
              .holder(task, time.instant())
              .orElseThrow(() -> Problem.NOT_FOUND.because("the list names no holder known here"));
      var outcome = certificates.take(row.creator(), holder, task.certificates(), task.preview());
      var now = time.instant();
      var ended =
          switch (outcome) {
            case Outcome.Registered(var id) ->
                repository.end(row, "done", null, holder, id, false, now);
            case Outcome.Unchanged(var id) ->
                repository.end(row, "skipped", "unchanged", holder, id, false, now);
            case Outcome.Fit() -> repository.end(row, "done", null, holder, null, true, now);
          };
      if (!ended) {
        status.setRollbackOnly();
      }
    });
  }

  /** Lets go of what previews kept and nobody carried out. */
  void forget() {
    transaction.executeWithoutResult(_ -> repository.forget(time.instant().minus(KEPT)));
  }

  private Row.Made ordered(Caller.Person caller, UUID job, String source, boolean preview) {
    var total = repository.count(job, time.instant());
    audit.append(
        new AuditEvent(
            "certificate-job.ordered",
            caller.official().toString(),
            job.toString(),
            Map.of(
                "rows",
                Integer.toString(total),
                "source",
                source,
                "preview",
                Boolean.toString(preview)),
            Map.of()));
    return new Row.Made(job, total);
  }

  private Row.Made made(Supplier<Row.Made> work) {
    var made = transaction.execute(_ -> work.get());
    if (made == null) {
      throw Problem.INTERNAL.because("no job was written");
    }
    return made;
  }
}
