package vn.antin.signing.request;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.bind.PresentedToken;
import vn.antin.signing.bind.Senders;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Owner;
import vn.antin.signing.grant.Grants;
import vn.antin.signing.grant.RequestId;
import vn.antin.signing.idempotency.Idempotency;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.request.RequestViews.RequestView;
import vn.antin.signing.signature.Shortfalls;
import vn.antin.signing.web.Caller;
import vn.antin.signing.web.WebProperties;

/** What systems call: ask for a signature, sign with an approval, look how it went. */
@RestController
final class RequestEndpoint {
  record Created(String id, List<Map<String, Object>> authorizationDetails) {}

  /** Which documents of the request to sign now; all of them when it is left out. */
  record Part(@Nullable List<UUID> documents) {}

  private static final String PREFER = "Prefer";
  private static final int MOST_SHOWN = 500;

  private final Idempotency idempotency;
  private final Senders senders;
  private final RequestIntake intake;
  private final RequestRepository repository;
  private final Spending spending;
  private final Grants grants;
  private final Shortfalls shortfalls;
  private final Credentials credentials;
  private final WebProperties web;
  private final InstantSource time;

  RequestEndpoint(
      Idempotency idempotency,
      Senders senders,
      RequestIntake intake,
      RequestRepository repository,
      Spending spending,
      Grants grants,
      Shortfalls shortfalls,
      Credentials credentials,
      WebProperties web,
      InstantSource time) {
    this.idempotency = idempotency;
    this.senders = senders;
    this.intake = intake;
    this.repository = repository;
    this.spending = spending;
    this.grants = grants;
    this.shortfalls = shortfalls;
    this.credentials = credentials;
    this.web = web;
    this.time = time;
  }

  @PostMapping("/signature-requests")
  ResponseEntity<?> create(
      Caller caller, @RequestBody RequestIntake.Wish wish, HttpServletRequest call) {
    return idempotency.create(call, Owner.of(caller).toString(), wish, _ -> create(caller, wish));
  }

  private ResponseEntity<Created> create(Caller caller, RequestIntake.Wish wish) {
    var request = intake.take(caller, wish);
    return ResponseEntity.created(URI.create("/signature-requests/" + request.id()))
        .body(
            new Created(
                request.id().toString(),
                List.of(RequestViews.authorizationDetails(request, web.publicUrl()))));
  }

  @GetMapping("/signature-requests/{id}")
  RequestView show(
      Caller caller,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") int from,
      @RequestParam(defaultValue = "500") int count) {
    if (from < 0 || count < 1 || count > MOST_SHOWN) {
      throw Problem.INVALID_REQUEST.because("from is below 0, or count not within 1 to 500");
    }
    var request =
        repository
            .find(new RequestId(id), Owner.of(caller))
            .or(() -> toApprove(new RequestId(id), caller))
            .orElseThrow(() -> Problem.NOT_FOUND.because("no such request"));
    var items = RequestViews.items(request, grants.spent(request.id()), shortfalls);
    var credential = credentials.find(request.credential()).orElseThrow();
    var now = time.instant();
    var over = !now.isBefore(request.expiresAt()) || credential.status(now).equals("stopped");
    return new RequestView(
        request.id().toString(),
        RequestViews.status(request, items, credential, now),
        RequestViews.Progress.of(items, over),
        repository.decision(request.id()).orElse(null),
        request.level().text(),
        request.credential().toString(),
        request.createdAt(),
        request.expiresAt(),
        items.stream().skip(from).limit(count).toList(),
        RequestViews.CertificateView.of(credential));
  }

  /** Who approves for a system also sees what came of it. */
  private Optional<SignatureRequest> toApprove(RequestId id, Caller caller) {
    return switch (caller) {
      case Caller.Person(var official, var client, var _) ->
          repository.findApproved(id, client, official);
      case Caller.Machine _ -> Optional.empty();
    };
  }

  @PostMapping("/signature-requests/{id}/sign")
  ResponseEntity<?> sign(
      @PathVariable UUID id,
      @RequestHeader(name = PREFER, required = false) @Nullable List<String> preferences,
      @RequestBody(required = false) @Nullable Part part,
      HttpServletRequest call) {
    var token =
        PresentedToken.of(call)
            .orElseThrow(() -> Problem.APPROVAL_INVALID.because("no approval was sent"));
    var grant = spending.approved(token.value(), senders.of(call, token)::presents);
    var named = part == null ? null : part.documents();
    var wish =
        new Spending.Wish(
            new RequestId(id),
            grant,
            named == null ? null : named.stream().map(DocumentId::new).toList(),
            !later(preferences));
    return idempotency.act(
        call,
        grant.clientId() + " " + grant.official(),
        List.of(grant.id(), named == null ? List.of() : named, wish.atOnce()),
        turn -> sign(wish, turn.again() ? spending.followed(wish) : Followed.nothing()));
  }

  /** What an earlier try has left is answered from the ledger; only the rest is signed. */
  private ResponseEntity<SignedView> sign(Spending.Wish wish, Followed before) {
    var id = wish.id().toString();
    if (before.signing()) {
      return later(wish, new SignedView(id, "signing", List.of(), List.of()));
    }
    if (before.complete()) {
      return ResponseEntity.ok(new SignedView(id, "signed", before.signed(), List.of()));
    }
    return spending
        .sign(before.signed().isEmpty() ? wish : wish.of(before.rest()))
        .map(tally -> ResponseEntity.ok(SignedView.of(id, before.signed(), tally)))
        .orElseGet(() -> later(wish, new SignedView(id, "signing", List.of(), List.of())));
  }

  private static ResponseEntity<SignedView> later(Spending.Wish wish, SignedView view) {
    var answer = ResponseEntity.accepted().location(URI.create("/signature-requests/" + wish.id()));
    if (!wish.atOnce()) {
      answer.header("Preference-Applied", "respond-async");
    }
    return answer.body(view);
  }

  /** RFC 7240: preferences are separated by commas, parameters by semicolons. */
  private static boolean later(@Nullable List<String> preferences) {
    return preferences != null
        && preferences.stream()
            .flatMap(line -> Stream.of(line.split("[,;]")))
            .anyMatch(each -> each.strip().equalsIgnoreCase("respond-async"));
  }
}
