package vn.antin.signing.submission;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.document.Document;
import vn.antin.signing.issuance.IssuanceForms;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.register.Book;
import vn.antin.signing.register.RegisterNumber;
import vn.antin.signing.register.Registers;

/** Numbers and forms of signing requests that issue a document. */
final class Issuances {
  private final IssuanceRepository repository;
  private final StepRepository stepRows;
  private final Steps steps;
  private final SealRule rule;
  private final SignerCredentials credentials;
  private final Registers registers;
  private final IssuanceForms forms;
  private final People people;
  private final TransactionOperations transaction;
  private final InstantSource time;

  Issuances(
      IssuanceRepository repository,
      StepRepository stepRows,
      Steps steps,
      SealRule rule,
      SignerCredentials credentials,
      Registers registers,
      IssuanceForms forms,
      People people,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.stepRows = stepRows;
    this.steps = steps;
    this.rule = rule;
    this.credentials = credentials;
    this.registers = registers;
    this.forms = forms;
    this.people = people;
    this.transaction = transaction;
    this.time = time;
  }

  /** The document with its fields; null when it has none. To be closed. */
  IssuanceForms.@Nullable Made lay(@Nullable Issuance issuance, List<Document> stored) {
    var form = issuance == null ? null : issuance.form();
    return issuance == null || form == null
        ? null
        : forms.lay(stored.getFirst(), issuance.unit(), form.number(), form.date(), form.leader());
  }

  /** Joins the transaction that takes the signing request. */
  void begin(
      Submission submission, @Nullable Issuance issuance, IssuanceForms.@Nullable Made laid) {
    if (issuance == null) {
      return;
    }
    repository.add(submission.id(), issuance);
    var purpose =
        new Registers.Purpose(
            issuance.notation(), submission.title(), submission.clientId(), submission.id());
    var book = Book.of(issuance.unit(), issuance.type(), Book.day(submission.createdAt()));
    if (laid != null) {
      laid.keep();
      repository.replace(submission.id(), laid.writer().id(), laid.hash(), laid.writer().size());
    } else if (issuance.reservation() != null) {
      registers.use(issuance.reservation(), book, purpose);
    } else {
      registers.reserve(book, issuance.number(), purpose);
    }
  }

  /**
   * Gives the document its number and date, and fills them in: after the leader's signature was
   * found to hold, before the seal. The number is taken in the transaction that fills it in.
   *
   * @param wanted null for the next in turn
   * @param day from the day of the leader's signature to today; null for today
   */
  RegisterNumber number(
      UUID step, OfficialId clerk, @Nullable Integer wanted, @Nullable LocalDate day) {
    people.requireFresh();
    var submission = waiting(step, clerk).submission();
    var issuance = issuance(submission);
    var seen = rule.requireLeader(issuance);
    var numbered =
        transaction.execute(_ -> {
          if (stepRows.lock(List.of(submission)).isEmpty()) {
            throw Problem.STEP_STATE.because("signing request " + submission + " has ended");
          }
          var row = waiting(step, clerk);
          var now = issuance(submission);
          if (!now.latest().equals(seen.id())
              || now.locality() == null
              || registers.of(submission).isPresent()) {
            throw Problem.STEP_STATE.because("the document has its number");
          }
          if (!steps.withdraw(row, clerk.toString())) {
            throw Problem.STEP_BUSY.because("step " + step + " is being signed");
          }
          return fill(now, now.locality(), seen, clerk, wanted, day);
        });
    if (numbered == null) {
      throw new IllegalStateException("a transaction answered nothing");
    }
    return numbered;
  }

  private RegisterNumber fill(
      IssuanceRepository.Row issuance,
      String locality,
      Document seen,
      OfficialId clerk,
      @Nullable Integer wanted,
      @Nullable LocalDate day) {
    var date = day(issuance, day);
    var taken =
        registers.assign(
            Book.of(issuance.unit(), issuance.type(), date),
            wanted,
            new Registers.Purpose(
                issuance.notation(), issuance.title(), issuance.client(), issuance.submission()),
            clerk,
            date);
    try (var filled = forms.fill(seen, taken.written(), locality, date)) {
      filled.keep();
      repository.replace(
          issuance.submission(), filled.writer().id(), filled.hash(), filled.writer().size());
    }
    return taken;
  }

  private LocalDate day(IssuanceRepository.Row issuance, @Nullable LocalDate wanted) {
    var today = Book.day(time.instant());
    var first =
        repository.signers(issuance.submission()).values().stream()
            .max(Instant::compareTo)
            .map(Book::day)
            .orElse(today);
    if (wanted != null && (wanted.isBefore(first) || wanted.isAfter(today))) {
      throw Text.invalid("date", first + " to " + today);
    }
    return wanted == null ? today : wanted;
  }

  /** The number that would be next today. */
  int next(IssuanceRepository.Row issuance) {
    return registers.next(Book.of(issuance.unit(), issuance.type(), Book.day(time.instant())));
  }

  private StepRepository.Row waiting(UUID step, OfficialId clerk) {
    var row =
        stepRows.of(clerk, List.of(step)).stream()
            .findFirst()
            .orElseThrow(() -> Problem.NOT_FOUND.because("no such step of this official"));
    if (row.sealOf() == null || !row.state().equals("waiting")) {
      throw Problem.STEP_STATE.because("step " + step + " is no seal that waits");
    }
    if (!(credentials.of(clerk).choose(row.sealOf()) instanceof Choice.Usable)) {
      throw Problem.CREDENTIAL_NOT_USABLE.because("the official does not keep the seal");
    }
    return row;
  }

  private IssuanceRepository.Row issuance(UUID submission) {
    return repository
        .find(submission)
        .filter(IssuanceRepository.Row::form)
        .orElseThrow(() -> Problem.STEP_STATE.because("the document has no field for a number"));
  }
}
