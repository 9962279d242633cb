package vn.antin.auth.oauth2.device;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.login.LoginFlows;
import vn.antin.auth.login.NewLogin;
import vn.antin.auth.login.StepUp;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientKind;
import vn.antin.auth.oauth2.client.Clients;
import vn.antin.auth.oauth2.decoupled.AskedRequest;
import vn.antin.auth.oauth2.decoupled.Decisions;
import vn.antin.auth.oauth2.decoupled.DecoupledRequests;
import vn.antin.auth.oauth2.decoupled.RequestKind;
import vn.antin.auth.session.Session;
import vn.antin.auth.web.ClientAddress;

/** Where an official types a device's code and decides. */
@Controller
@RequestMapping(DevicePage.PATH)
final class DevicePage {
  static final String PATH = "/device";

  private final DecoupledRequests requests;
  private final Decisions decisions;
  private final CodeGuesses guesses;
  private final Clients clients;
  private final StepUp stepUp;
  private final LoginFlows flows;
  private final TransactionOperations transactions;
  private final AuditLog audit;
  private final MeterRegistry meters;

  DevicePage(
      DecoupledRequests requests,
      Decisions decisions,
      CodeGuesses guesses,
      Clients clients,
      StepUp stepUp,
      LoginFlows flows,
      TransactionOperations transactions,
      AuditLog audit,
      MeterRegistry meters) {
    this.requests = requests;
    this.decisions = decisions;
    this.guesses = guesses;
    this.clients = clients;
    this.stepUp = stepUp;
    this.flows = flows;
    this.transactions = transactions;
    this.audit = audit;
    this.meters = meters;
  }

  /** The field; a link of the device fills it in and does no more than that (RFC 8628 §3.3.1). */
  @GetMapping
  ModelAndView show(@RequestParam(name = "user_code", defaultValue = "") String typed) {
    return field(UserCode.parse(typed).map(UserCode::shown).orElse(""), "", 0, HttpStatus.OK);
  }

  /** The question behind a code. */
  @PostMapping
  ModelAndView look(
      @AuthenticationPrincipal Session session,
      @RequestParam(name = "user_code") String typed,
      HttpServletRequest request) {
    return switch (find(session, typed, request)) {
      case Found.Question(UserCode code, AskedRequest asked, Client client) ->
          new ModelAndView("device-confirm", "question", question(code, asked, client));
      case Found.Nothing nothing -> again(typed, nothing);
    };
  }

  /** The official's answer. */
  @PostMapping("/decide")
  ModelAndView decide(
      @AuthenticationPrincipal Session session,
      @RequestParam(name = "user_code") String typed,
      @RequestParam String action,
      HttpServletRequest request,
      HttpServletResponse response) {
    boolean approved =
        switch (action) {
          case "allow" -> true;
          case "deny" -> false;
          default -> throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        };
    return switch (find(session, typed, request)) {
      case Found.Question(UserCode code, AskedRequest asked, Client client) -> {
        List<String> missing = approved ? stepUp.missing(session, client.id()) : List.of();
        if (!missing.isEmpty()) {
          yield proveMore(code, client, missing, request, response);
        }
        boolean decided =
            transactions.execute(
                status -> decisions.record(RequestKind.DEVICE, asked, session, approved));
        yield decided
            ? new ModelAndView("device-done")
                .addObject("approved", approved)
                .addObject("clientName", client.name())
            : again(typed, new Found.Nothing(Duration.ZERO));
      }
      case Found.Nothing nothing -> again(typed, nothing);
    };
  }

  /** The system wants a stronger login than this one; the code comes back with it. */
  private ModelAndView proveMore(
      UserCode code,
      Client client,
      List<String> missing,
      HttpServletRequest request,
      HttpServletResponse response) {
    URI login =
        flows.begin(
            new NewLogin(
                PATH + "?user_code=" + code.shown(), client.id(), null, null, false, null, missing),
            request,
            response);
    RedirectView redirect = new RedirectView(login.toString());
    redirect.setStatusCode(HttpStatus.SEE_OTHER);
    return new ModelAndView(redirect);
  }

  private Found find(Session session, String typed, HttpServletRequest request) {
    ClientAddress address = ClientAddress.of(request);
    Duration wait = guesses.attempt(session.account(), address);
    if (wait.isPositive()) {
      meters.counter("antin.oauth2.device.codes", "outcome", "throttled").increment();
      audit.append(
          new AuditEvent(
              "oauth2.device-codes-throttled",
              session.account().toString(),
              null,
              Map.of("session", session.id().toString()),
              Map.of("address", address.value())));
      return new Found.Nothing(wait);
    }
    Optional<Found> found =
        UserCode.parse(typed)
            .flatMap(code ->
                requests
                    .findByUserCode(code.hash())
                    .flatMap(asked ->
                        clients
                            .find(asked.clientId())
                            .map(client -> new Found.Question(code, asked, client))));
    found.ifPresent(question -> guesses.takeBack(session.account(), address));
    meters
        .counter("antin.oauth2.device.codes", "outcome", found.isPresent() ? "right" : "wrong")
        .increment();
    return found.orElseGet(() -> new Found.Nothing(Duration.ZERO));
  }

  private static DeviceQuestion question(UserCode code, AskedRequest asked, Client client) {
    return new DeviceQuestion(
        code.shown(),
        client.name(),
        client.kind() != ClientKind.DYNAMIC,
        asked.scopes(),
        asked.address(),
        asked.createdAt());
  }

  private static ModelAndView again(String typed, Found.Nothing nothing) {
    return nothing.pause().isZero()
        ? field(typed.strip(), "device.unknown", 0, HttpStatus.UNPROCESSABLE_CONTENT)
        : field(
            typed.strip(),
            "device.throttled",
            nothing.pause().toMinutes() + 1,
            HttpStatus.TOO_MANY_REQUESTS);
  }

  private static ModelAndView field(String code, String problem, long minutes, HttpStatus status) {
    ModelAndView page = new ModelAndView("device");
    page.addObject("code", code.length() > 40 ? "" : code);
    page.addObject("problem", problem);
    page.addObject("minutes", minutes);
    page.setStatus(status);
    return page;
  }

  private sealed interface Found {
    record Question(UserCode code, AskedRequest asked, Client client) implements Found {}

    /**
     * No open question has this code.
     *
     * @param pause before it may be looked up at all
     */
    record Nothing(Duration pause) implements Found {}
  }
}
