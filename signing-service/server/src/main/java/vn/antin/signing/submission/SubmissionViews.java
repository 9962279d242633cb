package vn.antin.signing.submission;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.register.Registers;
import vn.antin.signing.submission.SubmissionRepository.Count;
import vn.antin.signing.submission.SubmissionRepository.StepRow;

/** The JSON forms in which an application sees its signing requests. */
final class SubmissionViews {
  /** A person or a system with the name to show. */
  record Named(String id, String name) {}

  /** Why nothing can be signed now, or what to look at before signing. */
  record Remark(String code, String text) {}

  record StepView(
      UUID id,
      int order,
      @Nullable Named official,
      @Nullable UUID post,
      @Nullable UUID headOfUnit,
      String credential,
      @Nullable UUID unit,
      String state,
      @Nullable Instant receivedAt,
      @Nullable Instant decidedAt,
      @Nullable String reason,
      @Nullable Named delegatedTo,
      @Nullable Remark obstacle) {}

  record DocumentView(UUID documentId, String title, UUID latest) {}

  /** Signatures: all wanted ones, and what became of them. */
  record ProgressView(long total, long signed, long pending, long unknown) {}

  record View(
      UUID id,
      String title,
      String state,
      Instant createdAt,
      Instant deadline,
      @Nullable Instant endedAt,
      @Nullable String reason,
      @Nullable String profile,
      @Nullable NumberView number,
      List<StepView> steps,
      @Nullable List<DocumentView> documents,
      ProgressView progress) {}

  /** The number of an issued document and its date, as they stand in the register. */
  record NumberView(UUID id, int number, String written, String state, @Nullable LocalDate date) {}

  record ListView(List<View> signingRequests, @Nullable UUID next) {}

  private final SubmissionRepository repository;
  private final SignerCredentials credentials;
  private final Registers registers;
  private final Remarks remarks;

  SubmissionViews(
      SubmissionRepository repository,
      SignerCredentials credentials,
      Registers registers,
      Remarks remarks) {
    this.repository = repository;
    this.credentials = credentials;
    this.registers = registers;
    this.remarks = remarks;
  }

  /** One, with its documents and with what keeps its steps from being signed. */
  View whole(SubmissionRepository.Row row) {
    var documents =
        repository.documents(row.id()).stream()
            .map(each -> new DocumentView(each.document(), each.title(), each.latest()))
            .toList();
    var steps =
        repository.steps(List.of(row.id())).stream()
            .map(step -> step(step, step.state().equals("waiting") ? obstacle(step) : null))
            .toList();
    var counts = repository.counts(List.of(row.id()));
    return view(row, number(row), steps, documents, counts.isEmpty() ? null : counts.getFirst());
  }

  ListView list(List<SubmissionRepository.Row> rows, boolean more) {
    var ids = rows.stream().map(SubmissionRepository.Row::id).toList();
    var steps = new HashMap<UUID, List<StepView>>();
    for (var step : repository.steps(ids)) {
      steps.computeIfAbsent(step.submission(), _ -> new ArrayList<>()).add(step(step, null));
    }
    Map<UUID, Count> counts =
        repository.counts(ids).stream()
            .collect(Collectors.toMap(Count::submission, Function.identity()));
    return new ListView(
        rows.stream()
            .map(row ->
                view(
                    row, null, steps.getOrDefault(row.id(), List.of()), null, counts.get(row.id())))
            .toList(),
        more ? rows.getLast().id() : null);
  }

  private @Nullable NumberView number(SubmissionRepository.Row row) {
    return "issuance".equals(row.profile())
        ? registers
            .of(row.id())
            .map(each ->
                new NumberView(each.id(), each.number(), each.written(), each.state(), each.date()))
            .orElse(null)
        : null;
  }

  private static View view(
      SubmissionRepository.Row row,
      @Nullable NumberView number,
      List<StepView> steps,
      @Nullable List<DocumentView> documents,
      @Nullable Count count) {
    return new View(
        row.id(),
        row.title(),
        row.state(),
        row.createdAt(),
        row.deadline(),
        row.endedAt(),
        row.endReason(),
        row.profile(),
        number,
        steps,
        documents,
        progress(row.documents(), steps.size(), count));
  }

  static ProgressView progress(int documents, int steps, @Nullable Count count) {
    var total = (long) documents * steps;
    var signed = count == null ? 0 : count.signed();
    var unknown = count == null ? 0 : count.unknown();
    return new ProgressView(total, signed, total - signed - unknown, unknown);
  }

  private @Nullable Remark obstacle(StepRow step) {
    var official = step.official();
    if (official == null) {
      return remarks.obstacle("nobody-holds-the-post");
    }
    return credentials.of(new OfficialId(official)).choose(step.sealOf())
            instanceof Choice.Obstacle(var code)
        ? remarks.obstacle(code)
        : null;
  }

  private static StepView step(StepRow step, @Nullable Remark obstacle) {
    var current = named(step.official(), step.officialName());
    var former = named(step.delegatedFrom(), step.delegatedFromName());
    return new StepView(
        step.id(),
        step.order(),
        former == null ? current : former,
        step.targetKind().equals("post") ? step.targetId() : null,
        step.targetKind().equals("head") ? step.targetId() : null,
        step.credentialKind(),
        step.sealOf(),
        step.state(),
        step.receivedAt(),
        step.decidedAt(),
        step.reason(),
        former == null ? null : current,
        obstacle);
  }

  private static @Nullable Named named(@Nullable UUID id, @Nullable String name) {
    return id == null ? null : new Named(id.toString(), name == null ? "" : name);
  }
}
