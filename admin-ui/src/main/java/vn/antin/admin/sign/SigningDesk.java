package vn.antin.admin.sign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.antin.admin.authorization.TokenAnswer;
import vn.antin.admin.session.Callers;
import vn.antin.admin.upstream.AccessToken;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Part;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.upstream.Unreachable;
import vn.antin.rootkey.RootKey;

/**
 * Moves documents towards their signature. Every step can be repeated: the approval that was
 * received is kept (wrapped) until it is spent or over, and an approval spent before answers with
 * the documents it produced.
 */
@Component
class SigningDesk {
  private static final Logger LOG = LoggerFactory.getLogger(SigningDesk.class);
  private static final Duration KEPT = Duration.ofHours(24);

  private final SigningRepository repository;
  private final SigningClient client;
  private final Callers callers;
  private final RootKey rootKey;
  private final InstantSource clock;

  SigningDesk(
      SigningRepository repository,
      SigningClient client,
      Callers callers,
      RootKey rootKey,
      InstantSource clock) {
    this.repository = repository;
    this.client = client;
    this.callers = callers;
    this.rootKey = rootKey;
    this.clock = clock;
  }

  Optional<Signing> find(UUID id, String owner) {
    return repository.find(id, owner, clock.instant());
  }

  List<Signing> latest(String owner) {
    return repository.latest(owner, clock.instant(), 10);
  }

  Signing open(SigningClient.Stored stored, String name, String owner) {
    var now = clock.instant();
    var signing =
        new Signing(
            UUID.randomUUID(),
            new Signing.Document(stored.id(), name, stored.size(), stored.sha256(), stored.pages()),
            Signing.State.PREPARED,
            null,
            null,
            null,
            now,
            stored.expiresAt() == null ? now.plus(KEPT) : stored.expiresAt());
    repository.insert(signing, owner);
    return signing;
  }

  /** The request to approve; the one asked before when the certificate is the same. */
  Answer<Signing.Request> request(Signing signing, String credentialId, Caller caller) {
    var before = signing.request();
    if (before != null && before.credentialId().equals(credentialId)) {
      return new Answer.Granted<>(before);
    }
    var answer = callers.checked(client.request(signing.document().id(), credentialId, caller));
    return switch (answer) {
      case Answer.Granted<SigningClient.Requested>(var requested) -> {
        var request =
            new Signing.Request(
                requested.id(), credentialId, requested.authorizationDetails().toString());
        repository.request(signing.id(), request);
        yield new Answer.Granted<>(request);
      }
      case Answer.Refused<SigningClient.Requested>(var problem) -> new Answer.Refused<>(problem);
    };
  }

  /** Keeps an approval that was received; it survives whatever happens next. */
  Signing approve(Signing signing, TokenAnswer.Tokens grant) {
    byte[] wrapped =
        rootKey.wrap(grant.accessToken().reveal().getBytes(UTF_8), context(signing.id()));
    repository.approve(signing.id(), wrapped, grant.expiresAt());
    return signing.signed() ? signing : signing.in(Signing.State.APPROVED);
  }

  /** The official said no; the request can still be approved. */
  void denied(Signing signing) {
    repository.noteUnapproved(signing.id(), "denied");
  }

  /** Something refused the request; the next one will be new. */
  void refused(Signing signing, String note) {
    if (signing.state() == Signing.State.PREPARED) {
      repository.back(signing.id(), note);
    }
  }

  /** Has the approved document signed, or leaves a note of why it was not. */
  void finish(Signing signing, Caller official) {
    var request = signing.request();
    var grant = repository.grant(signing.id(), clock.instant());
    if (signing.state() != Signing.State.APPROVED) {
      return;
    }
    if (request == null) {
      repository.back(signing.id(), "approval-refused");
      return;
    }
    if (grant.isEmpty()) {
      if (!reconcile(signing, request, official)) {
        repository.back(signing.id(), "approval-expired");
      }
      return;
    }
    var token =
        new AccessToken(new String(rootKey.unwrap(grant.get(), context(signing.id())), UTF_8));
    var caller = new Caller(token, official.language(), official.address());
    try {
      switch (client.sign(request.id(), caller)) {
        case Answer.Granted<SigningClient.Status>(var status) ->
            record(signing, status.documents());
        case Answer.Refused<SigningClient.Status>(var problem) ->
            refused(signing, request, problem, official);
      }
    } catch (Unreachable e) {
      LOG.warn("approved document waits: {}", e.getMessage());
      repository.note(signing.id(), e.part().key());
    }
  }

  private void refused(Signing signing, Signing.Request request, Problem problem, Caller official) {
    LOG.warn("signing refused: {} {}", problem.status(), problem.type());
    switch (problem.name()) {
      case "approval-spent" -> {
        if (!record(signing, problem.documents()) && !reconcile(signing, request, official)) {
          repository.note(signing.id(), "approval-spent");
        }
      }
      case "approval-invalid", "request-expired" ->
          repository.back(signing.id(), "approval-expired");
      case "hash-not-approved", "credential-not-usable", "outcome-unknown", "signing-forbidden" ->
          repository.back(signing.id(), problem.name());
      case "approval-unreachable" -> repository.note(signing.id(), problem.name());
      default -> refusedByStatus(signing, problem);
    }
  }

  private void refusedByStatus(Signing signing, Problem problem) {
    switch (problem.status()) {
      case 401 -> repository.back(signing.id(), "approval-expired");
      case 404, 410 -> repository.back(signing.id(), "document-gone");
      case 429, 503 -> repository.note(signing.id(), Part.SIGNING_SERVICE.key());
      default -> repository.back(signing.id(), "signing-failed");
    }
  }

  /** Asks signing-service what became of the request; false when it is not known yet. */
  private boolean reconcile(Signing signing, Signing.Request request, Caller official) {
    if (client.status(request.id(), official)
        instanceof Answer.Granted<SigningClient.Status>(var status)) {
      if (Objects.equals(status.status(), "unknown")) {
        repository.back(signing.id(), "outcome-unknown");
        return true;
      }
      return Objects.equals(status.status(), "signed") && record(signing, status.documents());
    }
    return false;
  }

  private boolean record(Signing signing, @Nullable List<Problem.SignedDocument> documents) {
    if (documents == null) {
      return false;
    }
    Instant now = clock.instant();
    for (var document : documents) {
      var signed = document.signedDocumentId();
      if (signed != null) {
        repository.signed(signing.id(), new Signing.Result(signed, document.sha256(), null), now);
        return true;
      }
    }
    return false;
  }

  void remove(Signing signing, String owner) {
    repository.delete(signing.id(), owner);
  }

  Optional<Signing> findBySignedDocument(String documentId, String owner) {
    return repository.findBySignedDocument(documentId, owner);
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
  void forgetExpired() {
    repository.deleteExpired(clock.instant());
  }

  private static String context(UUID signing) {
    return "admin-ui approval " + signing;
  }
}
