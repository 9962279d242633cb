package vn.antin.signing.request;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Owner;
import vn.antin.signing.grant.Grants;
import vn.antin.signing.grant.RequestId;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.request.RequestViews.RequestView;
import vn.antin.signing.web.Caller;
import vn.antin.signing.web.WebProperties;

/** What systems call: ask for a signature, sign with an approval, look how it went. */
@RestController
final class RequestEndpoint {
  record Created(String id, List<Map<String, Object>> authorizationDetails) {}

  /** Which documents of the request to sign now; all of them when it is left out. */
  record Part(@Nullable List<UUID> documents) {}

  record SignedDocument(String documentId, String signedDocumentId, String sha256) {}

  record SignedView(String id, String status, List<SignedDocument> documents) {}

  private static final String BEARER = "Bearer ";

  private final RequestIntake intake;
  private final RequestRepository repository;
  private final Spending spending;
  private final Grants grants;
  private final Credentials credentials;
  private final WebProperties web;
  private final InstantSource time;

  RequestEndpoint(
      RequestIntake intake,
      RequestRepository repository,
      Spending spending,
      Grants grants,
      Credentials credentials,
      WebProperties web,
      InstantSource time) {
    this.intake = intake;
    this.repository = repository;
    this.spending = spending;
    this.grants = grants;
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
  RequestView show(Caller caller, @PathVariable UUID id) {
    var request =
        repository
            .find(new RequestId(id), Owner.of(caller))
            .or(() -> toApprove(new RequestId(id), caller))
            .orElseThrow(() -> Problem.NOT_FOUND.because("no such request"));
    var items = RequestViews.items(request, grants.spent(request.id()));
    var credential = credentials.find(request.credential()).orElseThrow();
    return new RequestView(
        request.id().toString(),
        RequestViews.status(request, items, credential, time.instant()),
        repository.decision(request.id()).orElse(null),
        request.level().text(),
        request.credential().toString(),
        request.createdAt(),
        request.expiresAt(),
        items,
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
  SignedView sign(
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization,
      @RequestBody(required = false) @Nullable Part part) {
    if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, 7)) {
      throw Problem.APPROVAL_INVALID.because("no approval was sent");
    }
    var named = part == null ? null : part.documents();
    var signed =
        spending.sign(
            new RequestId(id),
            authorization.substring(BEARER.length()).strip(),
            named == null ? null : named.stream().map(DocumentId::new).toList());
    return new SignedView(
        id.toString(),
        "signed",
        signed.stream()
            .map(each ->
                new SignedDocument(
                    each.source().toString(), each.signed().toString(), each.hash().base64()))
            .toList());
  }
}
