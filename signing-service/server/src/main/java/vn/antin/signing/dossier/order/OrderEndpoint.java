package vn.antin.signing.dossier.order;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;

/** Standing orders: proposed by one administrator, approved by another, stopped by either. */
@RestController
@RequestMapping("/standing-orders")
final class OrderEndpoint {
  record Orders(List<OrderView> items, boolean enabled, boolean stale) {}

  record Made(UUID id) {}

  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private final OrderRepository repository;
  private final OrderProperties properties;
  private final People people;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;

  OrderEndpoint(
      OrderRepository repository,
      OrderProperties properties,
      People people,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.properties = properties;
    this.people = people;
    this.audit = audit;
    this.transaction = transaction;
    this.time = time;
  }

  @GetMapping
  Orders list(Caller.Person caller) {
    var now = time.instant();
    return new Orders(
        repository.list(caller, now.atZone(VIETNAM).toLocalDate(), now),
        properties.enabled(),
        people.stale());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Made propose(Caller.Person caller, @RequestBody OrderWish wish) {
    requireEnabled();
    people.requireFresh();
    var now = time.instant();
    var form = OrderForm.read(wish, now);
    var id = UUID.randomUUID();
    transaction.executeWithoutResult(_ -> {
      if (!repository.propose(caller, id, form, now)) {
        throw Problem.NOT_PERMITTED.because("no power over the unit, or no such seal of it");
      }
      record(
          "standing-order.proposed",
          caller,
          id,
          Map.of(
              "unit", form.unit().toString(),
              "client", form.client(),
              "types", String.join("; ", form.types()),
              "validTo", form.validTo().toString(),
              "perMinute", Integer.toString(form.perMinute()),
              "perDay", Integer.toString(form.perDay())));
    });
    return new Made(id);
  }

  @PostMapping("/{id}/approve")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void approve(Caller.Person caller, @PathVariable UUID id) {
    requireEnabled();
    people.requireFresh();
    change(
        "standing-order.approved",
        caller,
        id,
        () -> repository.approve(caller, id, time.instant()));
  }

  @PostMapping("/{id}/resume")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void resume(Caller.Person caller, @PathVariable UUID id) {
    requireEnabled();
    people.requireFresh();
    change(
        "standing-order.resumed", caller, id, () -> repository.resume(caller, id, time.instant()));
  }

  /** Stopping never waits for a fresh copy of people. */
  @PostMapping("/{id}/suspend")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void suspend(Caller.Person caller, @PathVariable UUID id) {
    change(
        "standing-order.suspended",
        caller,
        id,
        () -> repository.stop(caller, id, "suspended", time.instant()));
  }

  @PostMapping("/{id}/end")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(Caller.Person caller, @PathVariable UUID id) {
    change(
        "standing-order.ended",
        caller,
        id,
        () -> repository.stop(caller, id, "ended", time.instant()));
  }

  private interface Change {
    Optional<UUID> made();
  }

  private void change(String type, Caller.Person caller, UUID id, Change change) {
    transaction.executeWithoutResult(_ -> {
      var unit =
          change
              .made()
              .orElseThrow(() ->
                  Problem.NOT_PERMITTED.because(type + " of " + id + " is not the caller's to do"));
      record(type, caller, id, Map.of("unit", unit.toString()));
    });
  }

  private void requireEnabled() {
    if (!properties.enabled()) {
      throw Problem.STANDING_ORDER_REFUSED
          .because("antin.standing-orders.enabled is false")
          .showing("reason", "switched-off");
    }
  }

  private void record(String type, Caller.Person by, UUID id, Map<String, String> facts) {
    audit.append(new AuditEvent(type, by.official().toString(), id.toString(), facts, Map.of()));
  }
}
