package vn.antin.signing.request;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Documents;
import vn.antin.signing.document.Owner;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.grant.RequestId;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.signature.DocumentSigner;
import vn.antin.signing.signature.LookWarning;
import vn.antin.signing.signature.SigningParameters;
import vn.antin.signing.web.HeavyWork;

/**
 * Signature requests made inside this service: the documents of one owner, for which an official
 * gives one approval in another system. Every method joins the caller's transaction. Thread-safe.
 */
public final class Batches {
  private static final int MOST = 5_000;

  /** More are not tried out before they are approved: that would take minutes. */
  static final int MOST_TRIED = 100;

  /** A document as it is now, and how to sign it: what is approved is both, by their hashes. */
  public record Item(
      DocumentId document,
      Sha256 hash,
      String name,
      long size,
      int pages,
      SigningParameters parameters) {}

  /**
   * A request that waits for its approval.
   *
   * @param authorizationDetails what to have approved (RFC 9396)
   */
  public record Batch(
      RequestId id, Instant expiresAt, List<Map<String, Object>> authorizationDetails) {}

  private final RequestRepository repository;
  private final Documents documents;
  private final DocumentSigner signer;
  private final HeavyWork heavyWork;
  private final AuditLog audit;
  private final Duration lifetime;
  private final String location;
  private final InstantSource time;

  Batches(
      RequestRepository repository,
      Documents documents,
      DocumentSigner signer,
      HeavyWork heavyWork,
      AuditLog audit,
      Duration lifetime,
      String location,
      InstantSource time) {
    this.repository = repository;
    this.documents = documents;
    this.signer = signer;
    this.heavyWork = heavyWork;
    this.audit = audit;
    this.lifetime = lifetime;
    this.location = location;
    this.time = time;
  }

  /**
   * Asks for one approval of these documents.
   *
   * @param approverClient the only system in which an approval counts
   * @param official the only one whose approval counts
   * @param items 1 to 5,000, no hash twice; else INVALID_REQUEST
   */
  public Batch create(
      Owner owner,
      String approverClient,
      OfficialId official,
      CredentialId credential,
      List<Item> items) {
    var hashes = new HashSet<Sha256>();
    if (items.isEmpty()
        || items.size() > MOST
        || !items.stream().map(Item::hash).allMatch(hashes::add)) {
      throw Problem.INVALID_REQUEST.because("a batch holds 1 to 5,000 documents, none twice");
    }
    var now = time.instant();
    var request =
        new SignatureRequest(
            new RequestId(UUID.randomUUID()),
            owner,
            credential,
            now,
            now.plus(lifetime),
            items.stream().map(item -> item(owner, item, items.size())).toList());
    repository.add(request);
    repository.approvedBy(request.id(), approverClient, official);
    append(
        "signature-request.created",
        official.toString(),
        request.id(),
        Map.of(
            "client", owner.clientId(),
            "approver", approverClient,
            "credential", credential.toString(),
            "documents", Integer.toString(items.size())));
    return new Batch(
        request.id(),
        request.expiresAt(),
        List.of(RequestViews.authorizationDetails(request, location)));
  }

  /**
   * Takes a request back: nothing more of it will be signed. False when something of it is being
   * signed at this moment; then it goes on.
   *
   * @param actor who takes it back, for the audit log
   */
  public boolean withdraw(RequestId request, String actor) {
    if (!repository.withdraw(request, time.instant())) {
      return false;
    }
    append("signature-request.withdrawn", actor, request, Map.of());
    return true;
  }

  private void append(String type, String actor, RequestId request, Map<String, String> facts) {
    audit.append(new AuditEvent(type, actor, request.toString(), facts, Map.of()));
  }

  private SignatureRequest.Item item(Owner owner, Item item, int together) {
    return new SignatureRequest.Item(
        item.document(),
        item.hash(),
        item.name(),
        item.size(),
        item.pages(),
        item.parameters(),
        item.parameters().look() == null
            ? List.of()
            : together > MOST_TRIED
                ? List.of(LookWarning.NOT_CHECKED)
                : heavyWork.run(() ->
                    signer.warnings(
                        documents
                            .find(owner, item.document())
                            .orElseThrow(
                                () -> Problem.NOT_FOUND.because("document " + item.document())),
                        item.parameters())));
  }
}
