package vn.antin.signing.certificate.issuance;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;
import vn.antin.signing.web.HeavyWork;

/** Administrators issue a first certificate and renew one in one step. */
@RestController
final class IssuanceEndpoint {
  /** For whom: an official, or the unit whose seal it is. */
  record Wish(@Nullable UUID official, @Nullable UUID unit) {}

  record Made(UUID id) {}

  private final Orders orders;
  private final People people;
  private final TransactionOperations transaction;
  private final HeavyWork places;

  IssuanceEndpoint(
      Orders orders, People people, TransactionOperations transaction, HeavyWork places) {
    this.orders = orders;
    this.people = people;
    this.transaction = transaction;
    this.places = places;
  }

  @PostMapping("/certificates")
  @ResponseStatus(HttpStatus.CREATED)
  Made issue(Caller.Person caller, @RequestBody Wish wish) {
    var holder = Holder.of(wish.official(), wish.unit());
    people.requireFresh();
    return places.run(() -> {
      var order =
          transaction.execute(_ ->
              orders
                  .first(caller, holder, null)
                  .orElseThrow(() ->
                      Problem.CERTIFICATE_STATE
                          .because("the holder has a certificate")
                          .showing("state", "valid")));
      return carryOut(order);
    });
  }

  @PostMapping("/certificates/{id}/renew")
  @ResponseStatus(HttpStatus.CREATED)
  Made renew(
      Caller.Person caller,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    people.requireFresh();
    return places.run(
        () -> carryOut(transaction.execute(_ -> orders.successor(caller, id, ifMatch, null))));
  }

  private Made carryOut(@Nullable Order order) {
    if (order == null) {
      throw Problem.INTERNAL.because("no order was written");
    }
    return new Made(orders.carryOut(order, () -> {}).id().value());
  }
}
