package vn.antin.admin.approval;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.antin.admin.authorization.Authorization;
import vn.antin.admin.authorization.Purpose;
import vn.antin.admin.authorization.RequestRefused;
import vn.antin.admin.authorization.TokenAnswer;
import vn.antin.admin.upstream.AccessToken;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Part;
import vn.antin.admin.upstream.Problem;
import vn.antin.admin.upstream.Unreachable;
import vn.antin.rootkey.RootKey;

/**
 * Leads approvals from the question to the signature. Every step can be repeated. Thread-safe; all
 * state is in rows, so any node may go on with what another began.
 */
@Component
public final class Approvals {
  private static final Logger LOG = LoggerFactory.getLogger(Approvals.class);
  private static final Duration KEPT = Duration.ofHours(24);

  /** As long as a request surely stands at signing-service. */
  private static final Duration ASKED_AGAIN = Duration.ofMinutes(10);

  private final ApprovalRepository repository;
  private final Requests requests;
  private final Authorization authorization;
  private final RootKey rootKey;
  private final InstantSource clock;

  Approvals(
      ApprovalRepository repository,
      Requests requests,
      Authorization authorization,
      RootKey rootKey,
      InstantSource clock) {
    this.repository = repository;
    this.requests = requests;
    this.authorization = authorization;
    this.rootKey = rootKey;
    this.clock = clock;
  }

  /**
   * A new approval.
   *
   * @param subject what is approved, in any words that are the same for the same
   * @param page tells of it, by its id
   * @param background whether signing may go on after the answer
   */
  public Approval ask(
      String owner,
      String subject,
      Approval.Wanted wanted,
      boolean background,
      Function<UUID, String> page) {
    var id = UUID.randomUUID();
    var approval =
        new Approval(
            id,
            owner,
            page.apply(id),
            wanted,
            background,
            Approval.State.ASKED,
            null,
            clock.instant(),
            null);
    repository.insert(approval, sha256(subject), approval.createdAt().plus(KEPT));
    return approval;
  }

  /**
   * The approval that was asked for last, when it is about the same subject and not answered yet: a
   * later request may have taken back what an earlier one was for.
   */
  public Optional<Approval> asked(String owner, String subject) {
    return repository.asked(owner, sha256(subject), clock.instant().minus(ASKED_AGAIN));
  }

  public Optional<Approval> find(UUID id, String owner) {
    return repository.find(id, owner, clock.instant());
  }

  /** Those of these that are there, by their ids. */
  public Map<UUID, Approval> among(Collection<UUID> ids, String owner) {
    return repository.among(ids, owner).stream()
        .collect(Collectors.toMap(Approval::id, Function.identity()));
  }

  /**
   * Where to send the browser now: to the auth-server, or back to the page when that refused the
   * request, which the page then says.
   *
   * @throws Unreachable when the auth-server does not answer
   */
  public URI start(Approval approval, HttpServletRequest request, HttpServletResponse response) {
    try {
      return authorization.start(
          Purpose.SIGN,
          ApprovalReturn.target(approval.id()),
          Map.of("authorization_details", approval.wanted().authorizationDetails()),
          request,
          response);
    } catch (RequestRefused e) {
      LOG.warn("approval {}: {}", approval.id(), e.getMessage());
      repository.over(approval.id(), "approval-refused");
      return URI.create(approval.page());
    }
  }

  /** Keeps a grant that was received; it survives whatever happens next. */
  Approval received(Approval approval, TokenAnswer.Tokens grant) {
    byte[] wrapped =
        rootKey.wrap(grant.accessToken().reveal().getBytes(UTF_8), context(approval.id()));
    return repository.received(approval.id(), wrapped, grant.expiresAt())
        ? approval.in(Approval.State.APPROVED)
        : approval;
  }

  /** The official came back without a grant. */
  void notReceived(Approval approval, String error) {
    if (approval.state() != Approval.State.ASKED) {
      return;
    }
    switch (error) {
      case "access_denied" -> repository.note(approval.id(), Approval.State.ASKED, "denied");
      case "invalid_grant" -> repository.over(approval.id(), "approval-expired");
      default -> repository.over(approval.id(), "approval-refused");
    }
  }

  /** Nothing more comes of it; the note says why, where that needs saying. */
  public void over(Approval approval, @Nullable String note) {
    repository.over(approval.id(), note);
  }

  /** Hands the grant to signing-service, or leaves a note of why it did not take it. */
  public void sign(Approval approval, Caller official) {
    if (approval.state() != Approval.State.APPROVED) {
      return;
    }
    var grant = repository.grant(approval.id(), clock.instant());
    if (grant.isEmpty()) {
      if (begun(approval, official)) {
        repository.signing(approval.id(), clock.instant());
      } else {
        repository.over(approval.id(), "approval-expired");
      }
      return;
    }
    var token =
        new AccessToken(new String(rootKey.unwrap(grant.get(), context(approval.id())), UTF_8));
    var caller = new Caller(token, official.language(), official.address());
    try {
      switch (requests.sign(approval.wanted().requestId(), approval.background(), caller)) {
        case Answer.Granted<Request> _ -> repository.signing(approval.id(), clock.instant());
        case Answer.Refused<Request>(var problem) -> refused(approval, problem);
      }
    } catch (Unreachable e) {
      LOG.warn("approval {} waits: {}", approval.id(), e.getMessage());
      repository.note(approval.id(), Approval.State.APPROVED, e.part().key());
    }
  }

  /** How far the signature request is, with that part of its documents. */
  public Answer<Request> request(Approval approval, int from, int count, Caller official) {
    return requests.status(approval.wanted().requestId(), from, count, official);
  }

  private void refused(Approval approval, Problem problem) {
    LOG.warn("approval {} refused: {} {}", approval.id(), problem.status(), problem.type());
    var id = approval.id();
    switch (problem.name()) {
      case "approval-spent" -> repository.signing(id, clock.instant());
      case "approval-invalid", "request-expired" -> repository.over(id, "approval-expired");
      case "hash-not-approved", "credential-not-usable", "signing-forbidden" ->
          repository.over(id, problem.name());
      case "outcome-unknown" -> {
        if (approval.background()) {
          repository.signing(id, clock.instant());
        } else {
          repository.over(id, problem.name());
        }
      }
      case "approval-unreachable" -> repository.note(id, Approval.State.APPROVED, problem.name());
      default -> refusedByStatus(id, problem);
    }
  }

  private void refusedByStatus(UUID id, Problem problem) {
    switch (problem.status()) {
      case 401 -> repository.over(id, "approval-expired");
      case 404, 410 -> repository.over(id, "document-gone");
      case 409 -> repository.over(id, "request-changed");
      case 429, 503 -> repository.note(id, Approval.State.APPROVED, Part.SIGNING_SERVICE.key());
      default -> repository.over(id, "signing-failed");
    }
  }

  /** Whether signing-service took a grant although its answer did not reach us. */
  private boolean begun(Approval approval, Caller official) {
    return request(approval, 0, 1, official) instanceof Answer.Granted<Request>(var request)
        && (request.is("signing")
            || request.is("signed")
            || request.is("partly-signed")
            || request.is("unknown")
            || request.is("not-signed"));
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
  void forgetExpired() {
    repository.deleteExpired(clock.instant());
  }

  private static String context(UUID approval) {
    return "admin-ui approval " + approval;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
