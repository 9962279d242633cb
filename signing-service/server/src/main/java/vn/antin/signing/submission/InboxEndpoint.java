package vn.antin.signing.submission;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.register.RegisterNumber;
import vn.antin.signing.web.Caller;

/** What the official's inbox calls, with the official's own token, from one system only. */
@RestController
@RequestMapping("/v1/inbox")
final class InboxEndpoint {
  record Chosen(@Nullable List<UUID> steps) {}

  record Approvable(
      UUID signatureRequest, String custody, List<Map<String, Object>> authorizationDetails) {}

  /** Without a number the next in turn is given; without a date it is today's. */
  record Numbering(@Nullable Integer number, @Nullable LocalDate date) {}

  record Delegation(@Nullable UUID official, @Nullable UUID delegation, @Nullable String reason) {}

  private static final int MOST_LISTED = 100;
  private static final int MOST_DOCUMENTS = 500;

  private final InboxRepository repository;
  private final InboxViews views;
  private final Approvals approvals;
  private final Decisions decisions;
  private final Issuances issuances;
  private final Files files;
  private final Streams streams;
  private final SubmissionProperties properties;

  InboxEndpoint(
      InboxRepository repository,
      InboxViews views,
      Approvals approvals,
      Decisions decisions,
      Issuances issuances,
      Files files,
      Streams streams,
      SubmissionProperties properties) {
    this.repository = repository;
    this.views = views;
    this.approvals = approvals;
    this.decisions = decisions;
    this.issuances = issuances;
    this.files = files;
    this.streams = streams;
    this.properties = properties;
  }

  @GetMapping
  InboxViews.ListView list(
      Caller.Person caller,
      @RequestParam(defaultValue = "waiting") String state,
      @RequestParam(required = false) @Nullable String query,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "20") int limit) {
    var official = official(caller);
    if (!state.equals("waiting") && !state.equals("done")) {
      throw Text.invalid("state", "waiting or done");
    }
    var most = Math.clamp(limit, 1, MOST_LISTED);
    var rows =
        repository.list(
            official, state.equals("waiting"), Text.optional("query", query), after, most + 1);
    return views.list(official, rows.subList(0, Math.min(rows.size(), most)), rows.size() > most);
  }

  /** Documents are counted from 0 and come page by page. */
  @GetMapping("/{step}")
  InboxViews.WholeStep show(
      Caller.Person caller,
      @PathVariable UUID step,
      @RequestParam(defaultValue = "0") int from,
      @RequestParam(defaultValue = "100") int count) {
    var official = official(caller);
    return views.whole(
        official, find(official, step), Math.max(0, from), Math.clamp(count, 1, MOST_DOCUMENTS));
  }

  /** Documents are counted from 0, pages from 1. */
  @GetMapping("/{step}/documents/{document}/pages/{page}")
  ResponseEntity<byte[]> page(
      Caller.Person caller,
      @PathVariable UUID step,
      @PathVariable int document,
      @PathVariable int page) {
    var row = readable(official(caller), step);
    return ResponseEntity.ok()
        .contentType(MediaType.IMAGE_PNG)
        .body(files.page(row.application(), document(row, document), page));
  }

  @GetMapping("/{step}/documents/{document}/content")
  void content(
      Caller.Person caller,
      @PathVariable UUID step,
      @PathVariable int document,
      HttpServletResponse response)
      throws IOException {
    var row = readable(official(caller), step);
    files.write(row.application(), document(row, document), response);
  }

  @PostMapping("/approvals")
  Approvable approve(Caller.Person caller, @RequestBody Chosen chosen) {
    var made = approvals.batch(official(caller), chosen.steps());
    return new Approvable(
        made.batch().id().value(), made.custody(), made.batch().authorizationDetails());
  }

  /** The clerk gives the document its number and date. */
  @PostMapping("/{step}/number")
  RegisterNumber number(
      Caller.Person caller, @PathVariable UUID step, @RequestBody Numbering wanted) {
    return issuances.number(step, official(caller), wanted.number(), wanted.date());
  }

  @PostMapping("/{step}/reject")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void reject(
      Caller.Person caller,
      @PathVariable UUID step,
      @RequestBody SubmissionEndpoint.Reason reason) {
    decisions.reject(step, official(caller), reason.reason());
  }

  @PostMapping("/{step}/delegate")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delegate(Caller.Person caller, @PathVariable UUID step, @RequestBody Delegation to) {
    decisions.delegate(step, official(caller), to.official(), to.delegation(), to.reason());
  }

  /** Tells that the inbox changed, and how far signing went, until the stream's life ends. */
  @GetMapping("/events")
  void events(Caller.Person caller, HttpServletResponse response) throws IOException {
    streams.run(new Streams.Watched(true, official(caller).value()), caller.clientId(), response);
  }

  private InboxRepository.Row find(OfficialId official, UUID step) {
    return repository
        .find(official, step)
        .orElseThrow(() -> Problem.NOT_FOUND.because("no such step of this official"));
  }

  /** Who handed a step on goes on seeing it in the list, and not what comes into its files. */
  private InboxRepository.Row readable(OfficialId official, UUID step) {
    var row = find(official, step);
    if (!row.mine()) {
      throw Problem.NOT_FOUND.because("step " + step + " was handed to another official");
    }
    return row;
  }

  private DocumentId document(InboxRepository.Row row, int number) {
    return repository.documents(row.submission(), number, 1).stream()
        .filter(each -> each.position() == number)
        .map(each -> new DocumentId(each.latest()))
        .findFirst()
        .orElseThrow(() -> Problem.NOT_FOUND.because("no such document of the step"));
  }

  /** Another system with an official's token does not read all that they are to sign. */
  private OfficialId official(Caller.Person caller) {
    if (!caller.clientId().equals(properties.inboxClient())) {
      throw Problem.NOT_PERMITTED.because("the inbox is not for client " + caller.clientId());
    }
    return caller.official();
  }
}
