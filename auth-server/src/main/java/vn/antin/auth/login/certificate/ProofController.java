package vn.antin.auth.login.certificate;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.login.certificate.Tickets.Origin;
import vn.antin.auth.web.ClientCertificate;
import vn.antin.auth.web.House;

/**
 * Where the browser shows its certificate. This origin knows no cookies: it looks at the
 * certificate for the login that the ticket names, and sends the browser back with another ticket,
 * which is worth nothing in any browser but the one that began.
 */
@RestController
final class ProofController {
  private static final String PATH = "/login/certificate/proof";

  private final Tickets tickets;
  private final TrustDomains domains;
  private final House house;

  ProofController(Tickets tickets, TrustDomains domains, House house) {
    this.tickets = tickets;
    this.domains = domains;
    this.house = house;
  }

  /** The address there with this ticket. */
  static String address(URI there, Ticket ticket) {
    return there + PATH + "?ticket=" + ticket.reveal();
  }

  @GetMapping(PATH)
  ResponseEntity<Void> show(
      @RequestParam(defaultValue = "") String ticket, HttpServletRequest request) {
    Ticket out = new Ticket(ticket);
    Optional<Origin> origin = tickets.outward(out);
    String back =
        origin
            .flatMap(known -> tickets.show(out, domains.check(ClientCertificate.chain(request))))
            .map(Ticket::reveal)
            .orElse("");
    String page =
        origin.isPresent() && origin.get().session() != null
            ? "/account/factors/certificate/confirm"
            : "/login/certificate/back";
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .cacheControl(CacheControl.noStore())
        .location(URI.create(house.issuer() + page + "?ticket=" + back))
        .build();
  }
}
