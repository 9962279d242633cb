package vn.antin.signing.submission;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;
import vn.antin.signing.people.SigningAuthorities;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;

/** What applications and officials decide without signing. */
final class Decisions {
  private static final String RECORDS_CLERK = "records-clerk";

  private final StepRepository repository;
  private final Steps steps;
  private final Progress progress;
  private final People people;
  private final Delegates delegates;
  private final TransactionOperations transaction;
  private final InstantSource time;

  Decisions(
      StepRepository repository,
      Steps steps,
      Progress progress,
      People people,
      Delegates delegates,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.steps = steps;
    this.progress = progress;
    this.people = people;
    this.delegates = delegates;
    this.transaction = transaction;
    this.time = time;
  }

  /**
   * @throws SigningException STEP_STATE when the submission is not the application's or has ended
   */
  void cancel(UUID submission, String client, @Nullable String reason) {
    var text = Text.required("reason", reason);
    transaction.executeWithoutResult(_ -> {
      if (repository.lock(submission, client)) {
        progress.follow(List.of(submission));
      }
      if (!repository.lock(submission, client)) {
        throw Problem.STEP_STATE.because("signing request " + submission + " has ended");
      }
      steps.end(submission, "cancelled", client, text, time.instant());
    });
  }

  void reject(UUID step, OfficialId official, @Nullable String reason) {
    var text = Text.required("reason", reason);
    transaction.executeWithoutResult(_ -> {
      var now = time.instant();
      var row = own(step, official);
      repository.decide(step, "rejected", text, now);
      steps.append(
          "signing-step.rejected",
          official.toString(),
          row.submission(),
          Map.of("step", step.toString()));
      steps.end(row.submission(), "rejected", official.toString(), text, now);
    });
  }

  /**
   * Hands the step to another. A seal goes to another records clerk of the unit; a personal
   * signature only to who was given the authority, on record.
   */
  void delegate(
      UUID step,
      OfficialId official,
      @Nullable UUID to,
      @Nullable UUID delegation,
      @Nullable String reason) {
    var text = Text.required("reason", reason);
    if (to == null || to.equals(official.value())) {
      throw Text.invalid("official", "another official");
    }
    people.requireFresh();
    transaction.executeWithoutResult(_ -> {
      var now = time.instant();
      var row = own(step, official);
      var receiver = new OfficialId(to);
      var given = check(row, receiver, delegation, now);
      if (!steps.withdraw(row, official.toString())) {
        throw Problem.STEP_BUSY.because("step " + step + " is being signed");
      }
      repository.hand(row, receiver, true, now);
      if (given != null) {
        repository.authorise(step, Delegates.authorised(row, given), given.delegation());
      }
      steps.append(
          "signing-step.delegated",
          official.toString(),
          row.submission(),
          Map.of(
              "step",
              step.toString(),
              "to",
              to.toString(),
              "delegation",
              given == null ? "" : given.delegation().toString(),
              "reason",
              text));
    });
  }

  /** The record by which the receiver signs; null for a seal, which needs none. */
  private SigningAuthorities.@Nullable Delegate check(
      StepRepository.Row step, OfficialId receiver, @Nullable UUID delegation, Instant now) {
    if (!people.official(receiver).map(People.Official::active).orElse(false)) {
      throw Text.invalid("official", "an active official of the province");
    }
    var unit = step.sealOf();
    if (unit == null) {
      return delegates.of(step, now).stream()
          .filter(each -> each.official().equals(receiver))
          .filter(each -> delegation == null || each.delegation().equals(delegation))
          .findFirst()
          .orElseThrow(() ->
              Problem.DELEGATION_MISSING.because(
                  "no recorded authority for step " + step.id() + ": " + delegation));
    }
    if (!people.holdsRole(receiver, RECORDS_CLERK, new UnitId(unit))) {
      throw Problem.DELEGATION_MISSING.because(
          "the receiver of step " + step.id() + " is no records clerk of " + unit);
    }
    return null;
  }

  private StepRepository.Row own(UUID step, OfficialId official) {
    var found = repository.of(official, List.of(step));
    if (found.isEmpty()) {
      throw Problem.NOT_FOUND.because("no such step of this official");
    }
    var submission = found.getFirst().submission();
    if (repository.lock(List.of(submission)).isEmpty()) {
      throw Problem.STEP_STATE.because("signing request " + submission + " has ended");
    }
    progress.follow(List.of(submission));
    return repository.of(official, List.of(step)).stream()
        .filter(StepRepository.Row::open)
        .findFirst()
        .orElseThrow(() -> Problem.STEP_STATE.because("step " + step + " is not open"));
  }
}
