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

  /**
   * A signed document.
   *
   * @param level that was reached
   * @param warning {@code below-approved-level}, when it is less than what was approved
   */
  record SignedDocument(
      String documentId,
      String signedDocumentId,
      String sha256,
      String level,
      @Nullable String warning) {}

  /** Could not be prepared, for the reason that the problem's code names. */
  record LeftDocument(String documentId, String problem) {}

  record SignedView(
      String id, String status, List<SignedDocument> documents, List<LeftDocument> left) {}

  private static final String PREFER = "Prefer";
  private static final int MOST_SHOWN = 500;

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
      Senders senders,
      RequestIntake intake,
      RequestRepository repository,
      Spending spending,
      Grants grants,
      Shortfalls shortfalls,
      Credentials credentials,
      WebProperties web,
      InstantSource time) {
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
  ResponseEntity<Created> create(Caller caller, @RequestBody RequestIntake.Wish wish) {
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
  ResponseEntity<SignedView> sign(
      @PathVariable UUID id,
      @RequestHeader(name = PREFER, required = false) @Nullable List<String> preferences,
      @RequestBody(required = false) @Nullable Part part,
      HttpServletRequest call) {
    var approval =
        PresentedToken.of(call)
            .orElseThrow(() -> Problem.APPROVAL_INVALID.because("no approval was sent"));
    var named = part == null ? null : part.documents();
    var later = later(preferences);
    var tally =
        spending.sign(
            new RequestId(id),
            approval.value(),
            senders.of(call, approval)::presents,
            named == null ? null : named.stream().map(DocumentId::new).toList(),
            !later);
    var answer =
        tally.isPresent()
            ? ResponseEntity.ok()
            : ResponseEntity.accepted().location(URI.create("/signature-requests/" + id));
    if (later) {
      answer.header("Preference-Applied", "respond-async");
    }
    return answer.body(
        tally
            .map(done -> signed(id, done))
            .orElseGet(() -> new SignedView(id.toString(), "signing", List.of(), List.of())));
  }

  private static SignedView signed(UUID id, Tally tally) {
    return new SignedView(
        id.toString(),
        tally.left().isEmpty() ? "signed" : "partly-signed",
        tally.signed().stream()
            .map(each ->
                new SignedDocument(
                    each.source().toString(),
                    each.signed().toString(),
                    each.hash().base64(),
                    each.level().text(),
                    each.fallsShort() ? "below-approved-level" : null))
            .toList(),
        tally.left().stream()
            .map(each -> new LeftDocument(each.document().toString(), each.problem().code()))
            .toList());
  }

  /** RFC 7240: preferences are separated by commas, parameters by semicolons. */
  private static boolean later(@Nullable List<String> preferences) {
    return preferences != null
        && preferences.stream()
            .flatMap(line -> Stream.of(line.split("[,;]")))
            .anyMatch(each -> each.strip().equalsIgnoreCase("respond-async"));
  }
}
