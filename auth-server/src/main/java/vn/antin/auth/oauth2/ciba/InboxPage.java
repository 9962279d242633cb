package vn.antin.auth.oauth2.ciba;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.login.LoginFlows;
import vn.antin.auth.login.NewLogin;
import vn.antin.auth.login.StepUp;
import vn.antin.auth.login.device.DeviceInbox;
import vn.antin.auth.login.factor.Reauthentication;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientKind;
import vn.antin.auth.oauth2.client.Clients;
import vn.antin.auth.oauth2.decoupled.AskedRequest;
import vn.antin.auth.oauth2.decoupled.DecoupledRequests;
import vn.antin.auth.session.Session;
import vn.antin.auth.session.SessionAuthentication;

/** Where an official sees what other systems ask and answers it. */
@Controller
@RequestMapping("/inbox")
final class InboxPage {
  private static final Set<String> SAID =
      Set.of("approved", "denied", "gone", "login-approved", "login-denied", "login-wrong");

  /** A level is wished for, not a fresh proof: as long as any session lasts. */
  private static final Duration SESSION = Duration.ofDays(1);

  private final DecoupledRequests requests;
  private final Questions questions;
  private final Clients clients;
  private final DeviceInbox logins;
  private final Reauthentication reauthentication;
  private final StepUp stepUp;
  private final LoginFlows flows;
  private final InstantSource clock;

  InboxPage(
      DecoupledRequests requests,
      Questions questions,
      Clients clients,
      DeviceInbox logins,
      Reauthentication reauthentication,
      StepUp stepUp,
      LoginFlows flows,
      InstantSource clock) {
    this.requests = requests;
    this.questions = questions;
    this.clients = clients;
    this.logins = logins;
    this.reauthentication = reauthentication;
    this.stepUp = stepUp;
    this.flows = flows;
    this.clock = clock;
  }

  @GetMapping
  ModelAndView show(
      @AuthenticationPrincipal Session session, @RequestParam(defaultValue = "") String said) {
    Instant now = clock.instant();
    List<Inbox.Item> items =
        requests.inbox(session.account()).stream()
            .flatMap(asked ->
                clients.find(asked.application()).map(client -> item(asked, client, now)).stream())
            .toList();
    return new ModelAndView(
        "inbox",
        "inbox",
        new Inbox(logins.waiting(session), items, SAID.contains(said) ? "inbox." + said : ""));
  }

  @PostMapping("/{id}")
  ResponseEntity<Void> decide(
      @PathVariable UUID id,
      @RequestParam String action,
      SessionAuthentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    Session session = official.session();
    boolean approved =
        switch (action) {
          case "approve" -> true;
          case "deny" -> false;
          default -> throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        };
    Optional<AskedRequest> asked = requests.open(id, session.account());
    Optional<URI> first =
        asked
            .filter(open -> approved)
            .flatMap(open -> Optional.ofNullable(open.wanted()))
            .flatMap(wanted ->
                reauthentication.needed(official, wanted, SESSION, "/inbox", request, response));
    if (first.isEmpty() && approved) {
      first = asked.flatMap(open -> proveMore(open.application(), session, request, response));
    }
    if (first.isPresent()) {
      return ResponseEntity.status(HttpStatus.SEE_OTHER).location(first.get()).build();
    }
    if (approved && asked.filter(open -> open.signatures() > 0).isPresent()) {
      // A signature is approved on the page that shows what for, with passkey or PIN.
      return seeOther(questions.page(asked.get(), session).orElse("/inbox?said=gone"));
    }
    boolean answered = asked.filter(open -> questions.answer(open, session, approved)).isPresent();
    String said = !answered ? "gone" : approved ? "approved" : "denied";
    return seeOther("/inbox?said=" + said);
  }

  /** Where the approval page sends the official back to: says what has become of the question. */
  @GetMapping("/{id}")
  ResponseEntity<Void> said(@AuthenticationPrincipal Session session, @PathVariable UUID id) {
    return seeOther("/inbox?said=" + requests.decision(id, session.account()).orElse("gone"));
  }

  private static ResponseEntity<Void> seeOther(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).header("Location", path).build();
  }

  /** Where the official proves what the system's policy wants before a yes; empty for enough. */
  private Optional<URI> proveMore(
      String clientId, Session session, HttpServletRequest request, HttpServletResponse response) {
    List<String> missing = stepUp.missing(session, clientId);
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            flows.begin(
                new NewLogin("/inbox", clientId, null, null, false, null, missing),
                request,
                response));
  }

  private static Inbox.Item item(AskedRequest asked, Client client, Instant now) {
    return new Inbox.Item(
        asked.id(),
        client.name(),
        client.kind() != ClientKind.DYNAMIC,
        asked.bindingMessage(),
        asked.scopes(),
        asked.signatures(),
        asked.address(),
        Duration.between(asked.createdAt(), now).toMinutes(),
        asked.expiresAt());
  }
}
