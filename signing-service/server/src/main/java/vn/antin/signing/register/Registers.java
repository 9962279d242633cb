package vn.antin.signing.register;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;

/** Gives out numbers. What changes joins the caller's transaction. Thread-safe. */
public final class Registers {
  private static final int HIGHEST = 999_999;

  private final RegisterRepository repository;
  private final AuditLog audit;
  private final InstantSource time;
  private final int aDay;

  Registers(RegisterRepository repository, AuditLog audit, InstantSource time, int aDay) {
    this.repository = repository;
    this.audit = audit;
    this.time = time;
    this.aDay = aDay;
  }

  /**
   * For what a number is taken.
   *
   * @param client the application whose document it is
   * @param submission its signing request; null when it has none yet
   */
  public record Purpose(String notation, String title, String client, @Nullable UUID submission) {}

  /**
   * Takes a number before the leader signs.
   *
   * @param wanted null for the next in turn
   * @throws vn.antin.signing.problem.SigningException NUMBER_TAKEN when it was given before,
   *     TOO_MANY_NUMBERS when the application took as many of this register today as it may
   */
  public RegisterNumber reserve(Book book, @Nullable Integer wanted, Purpose purpose) {
    return take(book, wanted, "reserved", purpose, null, null);
  }

  /**
   * Takes the number that the clerk puts on a document.
   *
   * @param wanted null for the next in turn
   * @throws vn.antin.signing.problem.SigningException NUMBER_TAKEN when it was given before
   */
  public RegisterNumber assign(
      Book book, @Nullable Integer wanted, Purpose purpose, OfficialId clerk, LocalDate date) {
    return take(book, wanted, "assigned", purpose, clerk, date);
  }

  private RegisterNumber take(
      Book book,
      @Nullable Integer wanted,
      String state,
      Purpose purpose,
      @Nullable OfficialId clerk,
      @Nullable LocalDate date) {
    if (wanted != null && (wanted < 1 || wanted > HIGHEST)) {
      throw Problem.INVALID_REQUEST
          .because("number " + wanted)
          .showing("field", "number")
          .showing("expected", "1 to " + HIGHEST);
    }
    var now = time.instant();
    var register = repository.lock(book);
    if (clerk == null) {
      sparing(book, register, purpose.client(), now);
    }
    var number = wanted == null ? repository.advance(register) : wanted;
    var id =
        repository
            .add(register, number, state, purpose, clerk, date, now)
            .orElseThrow(() ->
                Problem.NUMBER_TAKEN
                    .because("number " + number + " of " + book)
                    .showing("number", number));
    append(
        "register." + state,
        clerk == null ? purpose.client() : clerk.toString(),
        id,
        facts(book, number, purpose.submission()));
    return repository.find(id).orElseThrow();
  }

  /** The register is locked, so that nobody counts at the same time. */
  private void sparing(Book book, UUID register, String client, Instant now) {
    var since = Book.day(now).atStartOfDay(Book.VIETNAM).toInstant();
    if (repository.taken(register, client, since) >= aDay) {
      throw Problem.TOO_MANY_NUMBERS
          .because("client " + client + " took " + aDay + " numbers today of " + book)
          .showing("allowed", aDay);
    }
  }

  /**
   * Gives a number that an application reserved before to its signing request.
   *
   * @throws vn.antin.signing.problem.SigningException NUMBER_TAKEN when it is not free for that
   */
  public RegisterNumber use(UUID reservation, Book book, Purpose purpose) {
    var found =
        repository
            .use(reservation, book, purpose, time.instant())
            .flatMap(repository::find)
            .orElseThrow(() -> Problem.NUMBER_TAKEN.because("reservation " + reservation));
    append(
        "register.used",
        purpose.client(),
        found.id(),
        facts(book, found.number(), purpose.submission()));
    return found;
  }

  /** What an application reserved and does not need; false when there is no such thing of it. */
  public boolean cancel(UUID reservation, String client, String reason) {
    return cancelled(repository.cancel(reservation, client, reason, time.instant()), client);
  }

  /** The number of a signing request that ended before the seal: it is not given again. */
  public void cancelOf(UUID submission, @Nullable String actor, String reason) {
    var cancelled = repository.cancelOf(submission, reason, time.instant());
    cancelled(cancelled, actor == null ? "signing-service" : actor);
  }

  private boolean cancelled(Optional<RegisterNumber> number, String actor) {
    number.ifPresent(each ->
        append(
            "register.cancelled",
            actor,
            each.id(),
            Map.of("number", each.written(), "year", Integer.toString(each.year()))));
    return number.isPresent();
  }

  /** The document of the signing request bears the seal now. */
  public void issued(UUID submission, Instant at) {
    repository
        .issued(submission, Book.day(at), at)
        .ifPresent(each ->
            append(
                "register.issued",
                "signing-service",
                each.id(),
                Map.of("number", each.written(), "request", submission.toString())));
  }

  /** The number of a signing request, unless it was cancelled. */
  public Optional<RegisterNumber> of(UUID submission) {
    return repository.of(submission);
  }

  /** What the next number would be now; somebody else may be faster. */
  public int next(Book book) {
    return repository.next(book);
  }

  /** Newest first, of the units that the caller administers or whose records they keep. */
  public List<RegisterNumber> list(Caller.Person caller, RegisterFilter filter) {
    return repository.list(caller, filter, time.instant());
  }

  private static Map<String, String> facts(Book book, int number, @Nullable UUID submission) {
    return Map.of(
        "unit", book.unit().toString(),
        "type", book.type(),
        "year", Integer.toString(book.year()),
        "number", Integer.toString(number),
        "request", submission == null ? "" : submission.toString());
  }

  private void append(String type, String actor, UUID number, Map<String, String> facts) {
    audit.append(new AuditEvent(type, actor, number.toString(), facts, Map.of()));
  }
}
