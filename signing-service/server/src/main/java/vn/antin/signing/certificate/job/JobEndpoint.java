package vn.antin.signing.certificate.job;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.web.Caller;

/** Administrators order certificates by the thousand and watch them come. */
@RestController
final class JobEndpoint {
  /**
   * What a job shall do.
   *
   * @param kind issue, for officials without a certificate; or renew
   * @param unit for the unit and those below it; null for all that the caller administers
   * @param officials for these alone; null for all
   * @param expiresBefore renew what ends before this
   * @param keyKind such as {@code ec-p256}; null for the usual one
   */
  record Wish(
      @Nullable String kind,
      @Nullable UUID unit,
      @Nullable List<UUID> officials,
      @Nullable Instant expiresBefore,
      @Nullable String keyKind) {}

  record JobList(List<Row.Progress> items) {}

  record RowList(List<Row.Outcome> items, @Nullable Integer next) {}

  private static final List<KeyKind> KEYS =
      List.of(KeyKind.RSA_2048, KeyKind.RSA_3072, KeyKind.EC_P256, KeyKind.EC_P384);
  private static final int LONGEST_PAGE = 1_000;

  private final JobRepository repository;
  private final UnfinishedJobs unfinished;
  private final JobProperties properties;
  private final People people;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;

  JobEndpoint(
      JobRepository repository,
      UnfinishedJobs unfinished,
      JobProperties properties,
      People people,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.unfinished = unfinished;
    this.properties = properties;
    this.people = people;
    this.audit = audit;
    this.transaction = transaction;
    this.time = time;
  }

  @PostMapping("/certificate-jobs")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Row.Made order(Caller.Person caller, @RequestBody Wish body) {
    var wish = checked(body);
    people.requireFresh();
    var made =
        transaction.execute(_ -> {
          unfinished.requireRoom(caller);
          var job = repository.add(caller, wish, properties.rows(), time.instant());
          record("certificate-job.ordered", caller, job.id(), job.total());
          return job;
        });
    if (made == null) {
      throw Problem.INTERNAL.because("no job was written");
    }
    return made;
  }

  @GetMapping("/certificate-jobs")
  JobList jobs(Caller.Person caller) {
    return new JobList(repository.latest(caller, time.instant()));
  }

  @GetMapping("/certificate-jobs/{id}")
  Row.Progress job(Caller.Person caller, @PathVariable UUID id) {
    return repository
        .find(caller, id, time.instant())
        .orElseThrow(() -> Problem.NOT_FOUND.because("no job of the caller's: " + id));
  }

  @GetMapping("/certificate-jobs/{id}/rows")
  RowList rows(
      Caller.Person caller,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(defaultValue = "0") int after,
      @RequestParam(defaultValue = "100") int limit) {
    job(caller, id);
    var most = Math.clamp(limit, 1, LONGEST_PAGE);
    var items = repository.outcomes(caller, id, state, after, most, time.instant());
    return new RowList(items, items.size() < most ? null : items.getLast().number());
  }

  @PostMapping("/certificate-jobs/{id}/cancel")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void cancel(Caller.Person caller, @PathVariable UUID id) {
    people.requireFresh();
    transaction.executeWithoutResult(_ -> {
      if (!repository.mayCancel(caller, id, time.instant())) {
        throw Problem.NOT_FOUND.because("no job within the caller's power: " + id);
      }
      var cancelled = repository.cancel(id, time.instant());
      record("certificate-job.cancelled", caller, id, cancelled);
    });
  }

  private Row.Wish checked(Wish wish) {
    var kind = wish.kind();
    var officials = wish.officials() == null ? List.<UUID>of() : wish.officials();
    if (kind == null || !List.of("issue", "renew").contains(kind)) {
      throw Problem.INVALID_REQUEST.because("kind must be issue or renew");
    }
    if ("renew".equals(kind) && wish.expiresBefore() == null) {
      throw Problem.INVALID_REQUEST.because("a renewal says before which day");
    }
    if (officials.size() > properties.rows()) {
      throw Problem.INVALID_REQUEST.because("too many officials for one job");
    }
    return new Row.Wish(kind, wish.unit(), officials, wish.expiresBefore(), key(wish.keyKind()));
  }

  private static @Nullable KeyKind key(@Nullable String name) {
    if (name == null) {
      return null;
    }
    return KeyKind.of(name)
        .filter(KEYS::contains)
        .orElseThrow(() -> Problem.INVALID_REQUEST.because("keyKind is none that is issued for"));
  }

  private void record(String type, Caller.Person by, UUID job, int rows) {
    audit.append(
        new AuditEvent(
            type,
            by.official().toString(),
            job.toString(),
            Map.of("rows", Integer.toString(rows)),
            Map.of()));
  }
}
