package vn.antin.signing.submission;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.signature.ParametersForm;
import vn.antin.signing.submission.SubmissionViews.Named;
import vn.antin.signing.submission.SubmissionViews.Remark;

/** The JSON forms in which an official sees steps. */
final class InboxViews {
  private static final Duration SOON = Duration.ofDays(1);

  /** The application's name is what auth-server said at the request, else its client id. */
  record RequestView(UUID id, String title, Named application) {}

  record StepView(
      UUID id,
      RequestView request,
      int documents,
      long pages,
      Choice.@Nullable Usable credential,
      @Nullable Remark obstacle,
      Instant deadline,
      String state,
      @Nullable String delegatedTo,
      @Nullable Instant receivedAt,
      @Nullable Instant decidedAt,
      @Nullable String reason,
      IssuanceViews.@Nullable View issuance) {}

  record ListView(List<StepView> steps, @Nullable UUID next, long waiting) {}

  record DocumentView(
      int number,
      UUID documentId,
      String title,
      @Nullable String documentNumber,
      @Nullable String notation,
      String name,
      int pages,
      long size,
      String sha256) {}

  record SignerView(@Nullable Named official, int order, Instant signedAt) {}

  /**
   * Everything of a step.
   *
   * @param from the number of the first document in the list
   */
  record WholeStep(
      StepView step,
      ParametersForm parameters,
      int from,
      List<DocumentView> documents,
      List<SignerView> earlierSigners,
      List<Remark> warnings,
      List<DelegateView> delegates) {}

  /**
   * Somebody to whom the step can be handed on.
   *
   * @param form and title by which they would sign
   */
  record DelegateView(UUID delegation, Named official, String form, String title) {}

  private final InboxRepository repository;
  private final StepRepository steps;
  private final Delegates delegates;
  private final SignerCredentials credentials;
  private final IssuanceViews issuances;
  private final Remarks remarks;
  private final InstantSource time;

  InboxViews(
      InboxRepository repository,
      StepRepository steps,
      Delegates delegates,
      SignerCredentials credentials,
      IssuanceViews issuances,
      Remarks remarks,
      InstantSource time) {
    this.repository = repository;
    this.steps = steps;
    this.delegates = delegates;
    this.credentials = credentials;
    this.issuances = issuances;
    this.remarks = remarks;
    this.time = time;
  }

  ListView list(OfficialId official, List<InboxRepository.Row> rows, boolean more) {
    var own = credentials.of(official);
    return new ListView(
        rows.stream().map(row -> step(row, own)).toList(),
        more ? rows.getLast().id() : null,
        repository.waiting(official));
  }

  WholeStep whole(OfficialId official, InboxRepository.Row row, int from, int count) {
    var step = step(row, credentials.of(official));
    return new WholeStep(
        step,
        row.parameters(),
        from,
        repository.documents(row.submission(), from, count).stream()
            .map(InboxViews::document)
            .toList(),
        repository.signers(row.submission()).stream().map(InboxViews::signer).toList(),
        warnings(row, step),
        delegates(official, row));
  }

  private List<DelegateView> delegates(OfficialId official, InboxRepository.Row row) {
    return !row.mine() || !row.state().equals("waiting")
        ? List.of()
        : steps.of(official, List.of(row.id())).stream()
            .flatMap(step -> delegates.of(step, time.instant()).stream())
            .map(each ->
                new DelegateView(
                    each.delegation(),
                    new Named(each.official().toString(), each.name()),
                    each.form().name(),
                    each.title()))
            .toList();
  }

  private List<Remark> warnings(InboxRepository.Row row, StepView step) {
    var warnings = new ArrayList<Remark>();
    if (!row.mine() || !row.state().equals("waiting")) {
      return warnings;
    }
    if (row.deadline().isBefore(time.instant().plus(SOON))) {
      warnings.add(remarks.warning("deadline-near"));
    }
    if (step.credential() != null && !step.credential().heldHere()) {
      warnings.add(remarks.warning("usb-token"));
    }
    return warnings;
  }

  private StepView step(InboxRepository.Row row, SignerCredentials.Of own) {
    var choice = row.mine() && row.state().equals("waiting") ? own.choose(row.sealOf()) : null;
    var obstacle =
        choice instanceof Choice.Obstacle(var code) ? code : issuances.obstacle(row).orElse(null);
    return new StepView(
        row.id(),
        new RequestView(
            row.submission(), row.title(), new Named(row.application(), row.applicationName())),
        row.documents(),
        row.pages(),
        choice instanceof Choice.Usable usable ? usable : null,
        obstacle == null ? null : remarks.obstacle(obstacle),
        row.deadline(),
        row.state(),
        row.delegatedTo(),
        row.receivedAt(),
        row.decidedAt(),
        row.decision(),
        issuances.of(row));
  }

  private static DocumentView document(InboxRepository.DocumentRow row) {
    return new DocumentView(
        row.position(),
        row.document(),
        row.title(),
        row.number(),
        row.notation(),
        row.name(),
        row.pages(),
        row.size(),
        Base64.getEncoder().encodeToString(row.hash()));
  }

  private static SignerView signer(InboxRepository.SignerRow row) {
    return new SignerView(
        row.official() == null
            ? null
            : new Named(row.official().toString(), row.name() == null ? "" : row.name()),
        row.order(),
        row.at());
  }
}
