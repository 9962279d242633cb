package vn.antin.signing.succession;

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
import vn.antin.signing.web.Caller;

/** Seals of units that ended: what is wanted in their place, and what they left unsigned. */
@RestController
final class SuccessionEndpoint {
  record SealRequestList(List<SuccessionRepository.SealRequest> items, boolean stale) {}

  record InFlightList(List<SuccessionRepository.InFlight> items, boolean stale) {}

  /** What is done with a request: {@code withdrawn}, or to be made {@code again}. */
  record Decision(@Nullable String decision) {}

  private static final List<String> DECISIONS = List.of("withdrawn", "again");
  private static final int MOST_UNITS = 2_000;

  private final SuccessionRepository repository;
  private final People people;
  private final AuditLog audit;
  private final TransactionOperations transaction;

  SuccessionEndpoint(
      SuccessionRepository repository,
      People people,
      AuditLog audit,
      TransactionOperations transaction) {
    this.repository = repository;
    this.people = people;
    this.audit = audit;
    this.transaction = transaction;
  }

  @GetMapping("/seal-requests")
  SealRequestList sealRequests(Caller.Person caller) {
    return new SealRequestList(repository.sealRequests(caller.administers()), people.stale());
  }

  @PostMapping("/seal-requests/{unit}/dismiss")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void dismiss(Caller.Person caller, @PathVariable UUID unit) {
    people.requireFresh();
    transaction.executeWithoutResult(_ -> {
      if (repository.dismiss(caller, unit) == 0) {
        throw Problem.NOT_FOUND.because("no drafted request for that unit");
      }
      record("seal-request.dismissed", caller, unit, Map.of());
    });
  }

  /** Without units: what the seals of units that ended have left unsigned. */
  @GetMapping("/documents-in-flight")
  InFlightList inFlight(Caller.Person caller, @RequestParam(defaultValue = "") List<UUID> unit) {
    if (unit.size() > MOST_UNITS) {
      throw Problem.INVALID_REQUEST.because("too many units");
    }
    return new InFlightList(repository.inFlight(caller.administers(), unit), people.stale());
  }

  @PostMapping("/documents-in-flight/{request}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void decide(Caller.Person caller, @PathVariable UUID request, @RequestBody Decision body) {
    var decision = body.decision();
    if (decision == null || !DECISIONS.contains(decision)) {
      throw Problem.INVALID_REQUEST.because("decision must be one of " + DECISIONS);
    }
    people.requireFresh();
    transaction.executeWithoutResult(_ -> {
      if (!repository.decide(caller, request, decision)) {
        throw Problem.NOT_FOUND.because("nothing to decide about that request");
      }
      record("signature-request.decided", caller, request, Map.of("decision", decision));
    });
  }

  private void record(String type, Caller.Person by, UUID about, Map<String, String> facts) {
    audit.append(new AuditEvent(type, by.official().toString(), about.toString(), facts, Map.of()));
  }
}
