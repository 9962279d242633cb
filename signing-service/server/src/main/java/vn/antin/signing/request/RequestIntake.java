package vn.antin.signing.request;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.document.Document;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Documents;
import vn.antin.signing.document.Owner;
import vn.antin.signing.grant.RequestId;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.signature.SigningParameters;
import vn.antin.signing.web.Caller;

/** Takes requests: whose documents, whose credential, how to sign. */
final class RequestIntake {
  /** What a client sends. */
  record Wish(
      @Nullable UUID credentialID,
      @Nullable List<UUID> documents,
      @Nullable String level,
      @Nullable String reason,
      @Nullable String location) {}

  private static final int LONGEST_TEXT = 200;

  private final RequestRepository repository;
  private final Documents documents;
  private final Credentials credentials;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final RequestProperties properties;
  private final InstantSource time;

  RequestIntake(
      RequestRepository repository,
      Documents documents,
      Credentials credentials,
      AuditLog audit,
      TransactionOperations transaction,
      RequestProperties properties,
      InstantSource time) {
    this.repository = repository;
    this.documents = documents;
    this.credentials = credentials;
    this.audit = audit;
    this.transaction = transaction;
    this.properties = properties;
    this.time = time;
  }

  SignatureRequest take(Caller caller, Wish wish) {
    var owner = Owner.of(caller);
    var items = items(owner, wish.documents());
    var request =
        new SignatureRequest(
            new RequestId(UUID.randomUUID()),
            owner,
            credential(caller, wish.credentialID()),
            parameters(wish),
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

  private List<SignatureRequest.Item> items(Owner owner, @Nullable List<UUID> ids) {
    if (ids == null || ids.isEmpty() || ids.size() > properties.documents()) {
      throw Problem.INVALID_REQUEST.because("a request holds 1 to 100 documents");
    }
    var items =
        ids.stream()
            .map(DocumentId::new)
            .map(id ->
                documents
                    .find(owner, id)
                    .orElseThrow(() -> Problem.NOT_FOUND.because("no such document: " + id)))
            .map(RequestIntake::item)
            .toList();
    if (items.stream().map(SignatureRequest.Item::hash).distinct().count() != items.size()) {
      throw Problem.INVALID_REQUEST.because("the same document is named twice");
    }
    return items;
  }

  private static SignatureRequest.Item item(Document document) {
    return new SignatureRequest.Item(
        document.id(), document.sha256(), document.name(), document.size(), document.pages());
  }

  /** A system's own token says nothing of an official; then the approval must fit instead. */
  private CredentialId credential(Caller caller, @Nullable UUID wanted) {
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
    return found.orElseThrow(() -> Problem.CREDENTIAL_NOT_USABLE.because("credential " + id)).id();
  }

  private static SigningParameters parameters(Wish wish) {
    if (!SigningParameters.PADES_B.equals(wish.level())) {
      throw Problem.INVALID_REQUEST.because("level must be " + SigningParameters.PADES_B);
    }
    return new SigningParameters(
        SigningParameters.PADES_B, text(wish.reason()), text(wish.location()));
  }

  private static @Nullable String text(@Nullable String value) {
    if (value == null || value.isBlank()) {
      return null;
    }
    if (value.length() > LONGEST_TEXT || value.codePoints().anyMatch(RequestIntake::unprintable)) {
      throw Problem.INVALID_REQUEST.because("reason or location is too long or not printable");
    }
    return value.strip();
  }

  private static boolean unprintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
