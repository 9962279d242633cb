package vn.antin.signing.request;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.document.Document;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Documents;
import vn.antin.signing.document.Owner;
import vn.antin.signing.grant.RequestId;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.signature.AuthorityForm;
import vn.antin.signing.signature.DocumentSigner;
import vn.antin.signing.signature.LookForm;
import vn.antin.signing.signature.LookWarning;
import vn.antin.signing.signature.ParametersForm;
import vn.antin.signing.signature.ParametersReading;
import vn.antin.signing.signature.SigningParameters;
import vn.antin.signing.web.Caller;
import vn.antin.signing.web.HeavyWork;

/** Takes requests: whose documents, whose credential, how to sign. */
final class RequestIntake {
  /** What a client sends. */
  record Wish(
      @Nullable UUID credentialID,
      @Nullable List<UUID> documents,
      @Nullable String level,
      @Nullable String reason,
      @Nullable String location,
      @Nullable AuthorityForm authority,
      @Nullable LookForm appearance) {
    ParametersForm parameters() {
      return new ParametersForm(level, reason, location, authority, appearance);
    }
  }

  private final RequestRepository repository;
  private final Documents documents;
  private final Credentials credentials;
  private final ParametersReading reading;
  private final DocumentSigner signer;
  private final HeavyWork heavyWork;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final RequestProperties properties;
  private final InstantSource time;

  RequestIntake(
      RequestRepository repository,
      Documents documents,
      Credentials credentials,
      ParametersReading reading,
      DocumentSigner signer,
      HeavyWork heavyWork,
      AuditLog audit,
      TransactionOperations transaction,
      RequestProperties properties,
      InstantSource time) {
    this.repository = repository;
    this.documents = documents;
    this.credentials = credentials;
    this.reading = reading;
    this.signer = signer;
    this.heavyWork = heavyWork;
    this.audit = audit;
    this.transaction = transaction;
    this.properties = properties;
    this.time = time;
  }

  SignatureRequest take(Caller caller, Wish wish) {
    var owner = Owner.of(caller);
    var found = documents(owner, wish.documents());
    var credential = credential(caller, wish.credentialID());
    var parameters = reading.read(wish.parameters(), credential.holder());
    var items = found.stream().map(document -> item(document, parameters, found.size())).toList();
    var request =
        new SignatureRequest(
            new RequestId(UUID.randomUUID()),
            owner,
            credential.id(),
            time.instant(),
            time.instant().plus(properties.lifetime()),
            items);
    transaction.executeWithoutResult(_ -> {
      repository.add(request);
      audit.append(
          new AuditEvent(
              "signature-request.created",
              owner.official() == null ? owner.clientId() : owner.official().toString(),
              request.id().toString(),
              Map.of(
                  "client", owner.clientId(),
                  "credential", request.credential().toString(),
                  "documents", Integer.toString(items.size())),
              Map.of()));
    });
    return request;
  }

  private List<Document> documents(Owner owner, @Nullable List<UUID> ids) {
    if (ids == null || ids.isEmpty() || ids.size() > properties.documents()) {
      throw Problem.INVALID_REQUEST.because(
          "a request holds 1 to " + properties.documents() + " documents");
    }
    var named = ids.stream().map(DocumentId::new).toList();
    var known = documents.find(owner, new HashSet<>(named));
    var found =
        named.stream()
            .map(id ->
                Optional.ofNullable(known.get(id))
                    .orElseThrow(() -> Problem.NOT_FOUND.because("no such document: " + id)))
            .toList();
    if (found.stream().map(Document::sha256).distinct().count() != found.size()) {
      throw Problem.INVALID_REQUEST.because("the same document is named twice");
    }
    return found;
  }

  /** What is drawn is tried now, so that who approves knows what it covers. */
  private SignatureRequest.Item item(
      Document document, SigningParameters parameters, int together) {
    return new SignatureRequest.Item(
        document.id(),
        document.sha256(),
        document.name(),
        document.size(),
        document.pages(),
        parameters,
        parameters.look() == null
            ? List.of()
            : together > Batches.MOST_TRIED
                ? List.of(LookWarning.NOT_CHECKED)
                : heavyWork.run(() -> signer.warnings(document, parameters)));
  }

  /** A system's own token says nothing of an official; then the approval must fit instead. */
  private Credential credential(Caller caller, @Nullable UUID wanted) {
    if (wanted == null) {
      throw Problem.INVALID_REQUEST.because("credentialID is missing");
    }
    var id = new CredentialId(wanted);
    var found =
        switch (caller) {
          case Caller.Person person ->
              credentials
                  .usableBy(person.official(), id)
                  .or(() -> credentials.onTokenOf(person.official(), id));
          case Caller.Machine _ -> credentials.find(id).filter(each -> each.usable(time.instant()));
        };
    return found.orElseThrow(() -> Problem.CREDENTIAL_NOT_USABLE.because("credential " + id));
  }
}
