package vn.antin.signing.submission;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.people.People;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.register.Book;
import vn.antin.signing.register.RegisterFilter;
import vn.antin.signing.register.RegisterNumber;
import vn.antin.signing.register.Registers;
import vn.antin.signing.web.Caller;

/** Registers: applications reserve numbers, clerks and administrators read. */
@RestController
@RequestMapping("/v1/registers")
final class RegisterEndpoint {
  record Reservation(
      @Nullable UUID unit,
      @Nullable String type,
      @Nullable String notation,
      @Nullable String title,
      @Nullable Integer number) {}

  record ListView(List<RegisterNumber> numbers, @Nullable UUID next) {}

  private static final int MOST_LISTED = 100;

  private final Registers registers;
  private final People people;
  private final TransactionOperations transaction;
  private final SubmissionProperties properties;
  private final InstantSource time;

  RegisterEndpoint(
      Registers registers,
      People people,
      TransactionOperations transaction,
      SubmissionProperties properties,
      InstantSource time) {
    this.registers = registers;
    this.people = people;
    this.transaction = transaction;
    this.properties = properties;
    this.time = time;
  }

  /** Another system with an official's token does not read what agencies issue. */
  @GetMapping
  ListView list(
      Caller.Person caller,
      @RequestParam(required = false) @Nullable UUID unit,
      @RequestParam(required = false) @Nullable String type,
      @RequestParam(required = false) @Nullable Integer year,
      @RequestParam(required = false) @Nullable String query,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "50") int limit) {
    if (!caller.clientId().equals(properties.inboxClient())) {
      throw Problem.NOT_PERMITTED.because("registers are not for client " + caller.clientId());
    }
    var most = Math.clamp(limit, 1, MOST_LISTED);
    var found =
        registers.list(
            caller,
            new RegisterFilter(
                unit,
                Text.optional("type", type),
                year,
                Text.optional("query", query),
                after,
                most + 1));
    var page = found.subList(0, Math.min(found.size(), most));
    return new ListView(page, found.size() > most ? page.getLast().id() : null);
  }

  /** Before the document is made in which the number stands. */
  @PostMapping("/numbers")
  ResponseEntity<RegisterNumber> reserve(Caller.Machine caller, @RequestBody Reservation wanted) {
    var unit = wanted.unit();
    if (unit == null || people.unit(new UnitId(unit)).isEmpty()) {
      throw Text.invalid("unit", "the agency that issues");
    }
    var book =
        Book.of(new UnitId(unit), Text.required("type", wanted.type()), Book.day(time.instant()));
    var purpose =
        new Registers.Purpose(
            Text.required("notation", wanted.notation()),
            Text.required("title", wanted.title()),
            caller.clientId(),
            null);
    var reserved = transaction.execute(_ -> registers.reserve(book, wanted.number(), purpose));
    if (reserved == null) {
      throw new IllegalStateException("a transaction answered nothing");
    }
    return ResponseEntity.created(URI.create("/v1/registers/numbers/" + reserved.id()))
        .body(reserved);
  }

  /** What was reserved and is not needed; it is not given again. */
  @PostMapping("/numbers/{id}/cancel")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void cancel(
      Caller.Machine caller, @PathVariable UUID id, @RequestBody SubmissionEndpoint.Reason reason) {
    var text = Text.required("reason", reason.reason());
    if (!Boolean.TRUE.equals(
        transaction.execute(_ -> registers.cancel(id, caller.clientId(), text)))) {
      throw Problem.NOT_FOUND.because("no such reservation of client " + caller.clientId());
    }
  }
}
