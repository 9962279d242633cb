package vn.antin.signing.submission;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.grant.RequestId;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.register.Registers;
import vn.antin.signing.request.Batches;
import vn.antin.signing.submission.callback.Callbacks;

/** The order of steps. Every method joins the transaction that locked the submission. */
final class Steps {
  private final StepRepository repository;
  private final Batches batches;
  private final Registers registers;
  private final Callbacks callbacks;
  private final AuditLog audit;

  Steps(
      StepRepository repository,
      Batches batches,
      Registers registers,
      Callbacks callbacks,
      AuditLog audit) {
    this.repository = repository;
    this.batches = batches;
    this.registers = registers;
    this.callbacks = callbacks;
    this.audit = audit;
  }

  /**
   * Opens what is next when everything before it has signed; ends the submission after the last.
   */
  void advance(UUID submission, Instant now) {
    var steps = repository.of(submission);
    var order =
        steps.stream()
            .filter(step -> !step.state().equals("signed"))
            .mapToInt(StepRepository.Row::order)
            .min();
    if (order.isEmpty()) {
      repository.end(submission, "completed", null, now);
      registers.issued(submission, now);
      append("signing-request.completed", null, submission, Map.of());
      callbacks.tell(submission, "request.completed", null);
      return;
    }
    for (var step : steps) {
      if (step.order() == order.getAsInt() && step.state().equals("pending")) {
        var holder = repository.holder(step, now);
        repository.open(step.id(), holder.orElse(null), now);
        append(
            "signing-step.opened",
            null,
            submission,
            Map.of(
                "step", step.id().toString(),
                "official", holder.map(Objects::toString).orElse("")));
        callbacks.tell(submission, "step.opened", step.id());
      }
    }
    var state = state(repository.of(submission));
    var former = repository.state(submission, state);
    if (former.isPresent() && state.equals("unknown")) {
      callbacks.tell(submission, "request.unknown", null);
    } else if (former.filter("unknown"::equals).isPresent()) {
      callbacks.tell(submission, "request.resolved", null);
    }
  }

  /** What the steps' states make of the submission that has not ended. */
  static String state(List<StepRepository.Row> steps) {
    for (var state : List.of("unknown", "signing")) {
      if (steps.stream().anyMatch(step -> step.state().equals(state))) {
        return state;
      }
    }
    return "waiting";
  }

  /** Hands steps of posts and heads to who holds them now; a step that was delegated stays. */
  void reassign(UUID submission, Instant now) {
    for (var step : repository.of(submission)) {
      if (!step.state().equals("waiting") || step.delegatedFrom() != null) {
        continue;
      }
      var holder = repository.holder(step, now).orElse(null);
      if (!Objects.equals(holder, step.official()) && withdraw(step, "")) {
        repository.hand(step, holder, false, now);
        append(
            "signing-step.reassigned",
            null,
            submission,
            Map.of(
                "step", step.id().toString(),
                "from", step.official() == null ? "" : step.official().toString(),
                "to", holder == null ? "" : holder.toString()));
      }
    }
  }

  /**
   * Ends the submission before its time.
   *
   * @throws vn.antin.signing.problem.SigningException STEP_BUSY when something is being signed
   */
  void end(
      UUID submission, String state, @Nullable String actor, @Nullable String reason, Instant now) {
    var withdrawn = new HashSet<UUID>();
    for (var step : repository.of(submission)) {
      if (step.request() != null
          && withdrawn.add(step.request())
          && !step.state().equals("signed")
          && !withdraw(step, actor == null ? "" : actor)) {
        throw Problem.STEP_BUSY.because("step " + step.id() + " is being signed");
      }
    }
    repository.close(submission, state.equals("rejected") ? "cancelled" : state, now);
    repository.end(submission, state, reason, now);
    registers.cancelOf(submission, actor, reason == null ? state : reason);
    append("signing-request." + state, actor, submission, Map.of());
    callbacks.tell(submission, "request." + state, null);
  }

  void signed(StepRepository.Row step, long documents, Instant now) {
    repository.decide(step.id(), "signed", null, now);
    append(
        "signing-step.signed",
        step.official() == null ? null : step.official().toString(),
        step.submission(),
        Map.of("step", step.id().toString(), "documents", Long.toString(documents)));
    callbacks.tell(step.submission(), "step.signed", step.id());
  }

  /** False when something of the step's batch is being signed now. */
  boolean withdraw(StepRepository.Row step, String actor) {
    return step.request() == null
        || batches.withdraw(
            new RequestId(step.request()), actor.isEmpty() ? "signing-service" : actor);
  }

  void append(String type, @Nullable String actor, UUID submission, Map<String, String> facts) {
    audit.append(
        new AuditEvent(
            type,
            actor == null ? "signing-service" : actor,
            submission.toString(),
            facts,
            Map.of()));
  }
}
