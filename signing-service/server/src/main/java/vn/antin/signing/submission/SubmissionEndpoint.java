package vn.antin.signing.submission;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.idempotency.Idempotency;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;

/** What applications call: ask for signatures, look how it goes, cancel, fetch. */
@RestController
@RequestMapping("/v1/signing-requests")
final class SubmissionEndpoint {
  /** Why a decision was made. */
  record Reason(@Nullable String reason) {}

  private static final int MOST_LISTED = 100;
  private static final Set<String> STATES =
      Set.of("waiting", "signing", "completed", "rejected", "cancelled", "expired", "unknown");

  private final Idempotency idempotency;
  private final Intake intake;
  private final Decisions decisions;
  private final SubmissionRepository repository;
  private final SubmissionViews views;
  private final Files files;
  private final Streams streams;
  private final Releases releases;

  SubmissionEndpoint(
      Idempotency idempotency,
      Intake intake,
      Decisions decisions,
      SubmissionRepository repository,
      SubmissionViews views,
      Files files,
      Streams streams,
      Releases releases) {
    this.idempotency = idempotency;
    this.intake = intake;
    this.decisions = decisions;
    this.repository = repository;
    this.views = views;
    this.files = files;
    this.streams = streams;
    this.releases = releases;
  }

  @PostMapping
  ResponseEntity<?> create(
      Caller.Machine caller, @RequestBody Wish wish, HttpServletRequest request) {
    return idempotency.create(request, caller.clientId(), wish, _ -> create(caller, wish));
  }

  private ResponseEntity<SubmissionViews.View> create(Caller.Machine caller, Wish wish) {
    var id = intake.take(caller, wish);
    return ResponseEntity.created(URI.create("/v1/signing-requests/" + id)).body(show(caller, id));
  }

  @GetMapping
  SubmissionViews.ListView list(
      Caller.Machine caller,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "20") int limit) {
    if (state != null && !STATES.contains(state)) {
      throw Text.invalid("state", "one of " + STATES);
    }
    var most = Math.clamp(limit, 1, MOST_LISTED);
    var rows = repository.list(caller.clientId(), state, after, most + 1);
    return views.list(rows.subList(0, Math.min(rows.size(), most)), rows.size() > most);
  }

  @GetMapping("/{id}")
  SubmissionViews.View show(Caller.Machine caller, @PathVariable UUID id) {
    return views.whole(find(caller, id));
  }

  @PostMapping("/{id}/cancel")
  SubmissionViews.View cancel(
      Caller.Machine caller, @PathVariable UUID id, @RequestBody Reason reason) {
    find(caller, id);
    decisions.cancel(id, caller.clientId(), reason.reason());
    return show(caller, id);
  }

  /** The document as the last signer left it. */
  @GetMapping("/{id}/documents/{document}/content")
  void content(
      Caller.Machine caller,
      @PathVariable UUID id,
      @PathVariable UUID document,
      HttpServletResponse response)
      throws IOException {
    var latest =
        repository
            .document(id, caller.clientId(), document)
            .orElseThrow(() -> Problem.NOT_FOUND.because("no such document of the request"));
    files.write(caller.clientId(), new DocumentId(latest.latest()), response);
    releases.fetched(id, latest);
  }

  /** Tells state and progress until the stream's life ends. */
  @GetMapping("/{id}/events")
  void events(Caller.Machine caller, @PathVariable UUID id, HttpServletResponse response)
      throws IOException {
    streams.run(new Streams.Watched(false, find(caller, id).id()), caller.clientId(), response);
  }

  private SubmissionRepository.Row find(Caller caller, UUID id) {
    return repository
        .find(id, caller.clientId())
        .orElseThrow(() -> Problem.NOT_FOUND.because("no such signing request"));
  }
}
