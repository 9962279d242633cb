package vn.antin.admin.sign;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.antin.admin.approval.Approval;
import vn.antin.admin.approval.Approvals;
import vn.antin.admin.approval.Request;
import vn.antin.admin.session.Callers;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;

/** Moves documents towards their signature. Every step can be repeated. */
@Component
class SigningDesk {
  private static final Duration KEPT = Duration.ofHours(24);

  private final SigningRepository repository;
  private final SigningClient client;
  private final Approvals approvals;
  private final Callers callers;
  private final InstantSource clock;

  SigningDesk(
      SigningRepository repository,
      SigningClient client,
      Approvals approvals,
      Callers callers,
      InstantSource clock) {
    this.repository = repository;
    this.client = client;
    this.approvals = approvals;
    this.callers = callers;
    this.clock = clock;
  }

  Optional<Signing> find(UUID id, String owner) {
    return repository.find(id, owner, clock.instant()).map(signing -> withApproval(signing, owner));
  }

  List<Signing> latest(String owner) {
    var latest = repository.latest(owner, clock.instant(), 10);
    var ids = latest.stream().map(Signing::approvalId).filter(Objects::nonNull).toList();
    var found = approvals.among(ids, owner);
    return latest.stream()
        .map(signing ->
            signing.approvalId() == null ? signing : signing.with(found.get(signing.approvalId())))
        .toList();
  }

  Signing open(SigningClient.Stored stored, String name, String owner) {
    var now = clock.instant();
    var signing =
        new Signing(
            UUID.randomUUID(),
            new Signing.Document(stored.id(), name, stored.size(), stored.sha256(), stored.pages()),
            null,
            null,
            null,
            null,
            now,
            stored.expiresAt() == null ? now.plus(KEPT) : stored.expiresAt());
    repository.insert(signing, owner);
    return signing;
  }

  /** The approval to ask for; the one asked for before when the certificate is the same. */
  Answer<Approval> approval(Signing signing, String credentialId, String owner, Caller caller) {
    var before = signing.approval();
    if (before != null
        && before.state() == Approval.State.ASKED
        && before.wanted().credentialId().equals(credentialId)) {
      return new Answer.Granted<>(before);
    }
    var answer = callers.checked(client.request(signing.document().id(), credentialId, caller));
    return switch (answer) {
      case Answer.Granted<SigningClient.Requested>(var requested) -> {
        var wanted =
            new Approval.Wanted(
                requested.id(), credentialId, requested.authorizationDetails().toString());
        var approval =
            approvals.ask(owner, signing.id().toString(), wanted, false, _ -> signing.path());
        repository.approval(signing.id(), approval.id());
        yield new Answer.Granted<>(approval);
      }
      case Answer.Refused<SigningClient.Requested>(var problem) -> new Answer.Refused<>(problem);
    };
  }

  /** No approval can be asked for. */
  void refused(Signing signing, String note) {
    repository.note(signing.id(), note);
  }

  /** Hands the approval that was received to signing-service once more. */
  void finish(Signing signing, Caller official) {
    if (signing.approval() != null) {
      approvals.sign(signing.approval(), official);
    }
  }

  /** The document with what became of it, where signing-service took its approval. */
  Signing settled(Signing signing, String owner, Caller official) {
    var approval = signing.approval();
    if (signing.result() != null
        || approval == null
        || !signable(approval)
        || !(callers.checked(approvals.request(approval, 0, 1, official))
            instanceof Answer.Granted<Request>(var request))) {
      return signing;
    }
    if (request.is("unknown")) {
      approvals.over(approval, "outcome-unknown");
    } else {
      record(signing, request);
    }
    return find(signing.id(), owner).orElse(signing);
  }

  /** What a token signs needs no answer of the auth-server. */
  private static boolean signable(Approval approval) {
    return approval.state() == Approval.State.SIGNING
        || (approval.state() == Approval.State.ASKED
            && Credential.token(approval.wanted().credentialId()));
  }

  private void record(Signing signing, Request request) {
    for (var document : request.told()) {
      var signed = document.signedDocumentId();
      if (signed != null) {
        var result = new Signing.Result(signed, document.sha256(), null);
        repository.signed(signing.id(), result, clock.instant());
        return;
      }
    }
  }

  Optional<Signing> findBySignedDocument(String documentId, String owner) {
    return repository.findBySignedDocument(documentId, owner);
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
  void forgetExpired() {
    repository.deleteExpired(clock.instant());
  }

  private Signing withApproval(Signing signing, String owner) {
    return signing.approvalId() == null
        ? signing
        : signing.with(approvals.find(signing.approvalId(), owner).orElse(null));
  }
}
