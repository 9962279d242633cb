package vn.antin.signing.certificate.custody;

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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.Note;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;

/** Seals, who keeps them, and handovers that both sides approve. */
@RestController
final class SealEndpoint {
  /** Who shall keep the seal from now on. */
  record Proposal(@Nullable UUID receiver, @Nullable String note) {}

  record SealList(List<Handover.Seal> items, boolean stale) {}

  record KeepingList(List<Handover.Keeping> items) {}

  record HandoverList(List<Handover> items) {}

  record Made(UUID id) {}

  record Approved(String status) {}

  private final CustodyRepository repository;
  private final People people;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;

  SealEndpoint(
      CustodyRepository repository,
      People people,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.people = people;
    this.audit = audit;
    this.transaction = transaction;
    this.time = time;
  }

  @GetMapping("/seals")
  SealList seals(Caller.Person caller) {
    return new SealList(repository.seals(caller, time.instant()), people.stale());
  }

  @GetMapping("/seals/{unit}/custody")
  KeepingList custody(Caller.Person caller, @PathVariable UUID unit) {
    return new KeepingList(repository.history(caller, unit, time.instant()));
  }

  @GetMapping("/seal-handovers")
  HandoverList handovers(Caller.Person caller) {
    return new HandoverList(repository.handovers(caller, time.instant()));
  }

  @PostMapping("/seals/{unit}/handovers")
  @ResponseStatus(HttpStatus.CREATED)
  Made propose(Caller.Person caller, @PathVariable UUID unit, @RequestBody Proposal proposal) {
    var receiver = proposal.receiver();
    var note = Note.checked(proposal.note());
    if (receiver == null) {
      throw Problem.INVALID_REQUEST.because("a receiver is missing");
    }
    people.requireFresh();
    var id = UUID.randomUUID();
    transaction.executeWithoutResult(_ -> {
      if (!repository.propose(caller, id, unit, receiver, note, time.instant())) {
        throw Problem.NOT_FOUND.because("no seal to hand over, or a handover is open");
      }
      record("seal-handover.proposed", caller, id, unit, receiver);
    });
    return new Made(id);
  }

  /**
   * The giver approves for the giver, the receiver for the receiver, an administrator for either.
   */
  @PostMapping("/seal-handovers/{id}/approve")
  Approved approve(Caller.Person caller, @PathVariable UUID id) {
    people.requireFresh();
    var status = transaction.execute(_ -> approved(caller, open(caller, id)));
    return new Approved(status == null ? "open" : status);
  }

  @PostMapping("/seal-handovers/{id}/withdraw")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void withdraw(Caller.Person caller, @PathVariable UUID id) {
    people.requireFresh();
    transaction.executeWithoutResult(_ -> {
      var open = open(caller, id);
      repository.end(id, "withdrawn");
      record("seal-handover.withdrawn", caller, id, open.unit(), open.receiver());
    });
  }

  private Handover.Open open(Caller.Person caller, UUID id) {
    return repository
        .open(caller, id, time.instant())
        .orElseThrow(() -> Problem.NOT_FOUND.because("no open handover of the caller's: " + id));
  }

  private String approved(Caller.Person caller, Handover.Open open) {
    var me = caller.official().value();
    var now = time.instant();
    if (me.equals(open.givenBy()) || me.equals(open.takenBy())) {
      throw Problem.HANDOVER_REFUSED.because("nobody approves for both sides");
    }
    var receives = me.equals(open.receiver());
    if (open.takenBy() == null && (receives || (open.administered() && open.givenBy() != null))) {
      clerk(open);
      repository.taken(open.id(), me, now);
      record("seal-handover.taken", caller, open.id(), open.unit(), open.receiver());
      return finish(caller, open, open.givenBy() != null);
    }
    if (open.givenBy() == null && !receives && (me.equals(open.giver()) || open.administered())) {
      repository.given(open.id(), me, now);
      record("seal-handover.given", caller, open.id(), open.unit(), open.receiver());
      return finish(caller, open, open.takenBy() != null);
    }
    throw Problem.HANDOVER_REFUSED.because("the approval wanted is the other side's");
  }

  private String finish(Caller.Person caller, Handover.Open open, boolean both) {
    if (!both) {
      return "open";
    }
    clerk(open);
    repository.keep(open, time.instant());
    repository.end(open.id(), "done");
    record("seal-handover.done", caller, open.id(), open.unit(), open.receiver());
    return "done";
  }

  /** A keeper who could not use the seal would leave the agency without one. */
  private void clerk(Handover.Open open) {
    if (!people.holdsRole(
        new OfficialId(open.receiver()), "records-clerk", new UnitId(open.unit()))) {
      throw Problem.HANDOVER_REFUSED.because("the receiver is no records clerk of the unit");
    }
  }

  private void record(String type, Caller.Person by, UUID id, UUID unit, UUID receiver) {
    audit.append(
        new AuditEvent(
            type,
            by.official().toString(),
            id.toString(),
            Map.of("unit", unit.toString(), "receiver", receiver.toString()),
            Map.of()));
  }
}
