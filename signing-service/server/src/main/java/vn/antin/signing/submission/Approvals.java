package vn.antin.signing.submission;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.request.Batches;
import vn.antin.signing.signature.ParametersReading;

/** Makes one batch of the steps that an official chose, to be approved by one gesture. */
final class Approvals {
  private static final int MOST_STEPS = 500;

  /** What goes into one batch: one credential, one application's documents. */
  private record Kind(Choice.Usable credential, String application) {}

  private final StepRepository repository;
  private final Steps steps;
  private final Progress progress;
  private final SignerCredentials credentials;
  private final Batches batches;
  private final SealRule rule;
  private final ParametersReading reading;
  private final People people;
  private final TransactionOperations transaction;
  private final SubmissionProperties properties;
  private final InstantSource time;

  Approvals(
      StepRepository repository,
      Steps steps,
      Progress progress,
      SignerCredentials credentials,
      Batches batches,
      SealRule rule,
      ParametersReading reading,
      People people,
      TransactionOperations transaction,
      SubmissionProperties properties,
      InstantSource time) {
    this.repository = repository;
    this.steps = steps;
    this.progress = progress;
    this.credentials = credentials;
    this.batches = batches;
    this.rule = rule;
    this.reading = reading;
    this.people = people;
    this.transaction = transaction;
    this.properties = properties;
    this.time = time;
  }

  /**
   * What is to be approved, or, with a USB token, to be made a job of the token agent.
   *
   * @param custody service or usb-token
   */
  record Made(Batches.Batch batch, String custody) {}

  Made batch(OfficialId official, @Nullable List<UUID> wanted) {
    if (wanted == null
        || wanted.isEmpty()
        || wanted.size() > MOST_STEPS
        || new HashSet<>(wanted).size() != wanted.size()) {
      throw Text.invalid("steps", "1 to " + MOST_STEPS + " steps, each once");
    }
    rule.require(repository.of(official, wanted)); // looks into files: not in a transaction
    var made = transaction.execute(_ -> batchLocked(official, wanted));
    if (made == null) {
      throw new IllegalStateException("a transaction answered nothing");
    }
    return made;
  }

  private Made batchLocked(OfficialId official, List<UUID> wanted) {
    var now = time.instant();
    var submissions =
        repository.of(official, wanted).stream()
            .map(StepRepository.Row::submission)
            .distinct()
            .toList();
    repository.lock(submissions);
    progress.follow(submissions);
    var chosen = repository.of(official, wanted);
    if (chosen.size() != wanted.size()) {
      throw Problem.NOT_FOUND.because("a step is not the official's");
    }
    refuse(
        Problem.STEP_STATE,
        chosen.stream().filter(step -> !step.state().equals("waiting")).toList());
    var kind = kind(official, chosen);
    if (kind.credential().kind().equals("seal")) {
      people.requireFresh();
    }
    var free = chosen.stream().map(step -> withdrawOthers(step, official, now)).toList();
    refuse(Problem.STEP_BUSY, free.stream().flatMap(List::stream).toList());
    var items = items(official, chosen);
    var batch =
        batches.create(
            Submission.owner(kind.application()),
            properties.inboxClient(),
            official,
            new CredentialId(kind.credential().id()),
            items);
    repository.batch(wanted, batch.id().value(), now.plus(properties.hold()));
    return new Made(batch, kind.credential().custody());
  }

  /** All steps of one kind, or an answer that tells which belong together. */
  private Kind kind(OfficialId official, List<StepRepository.Row> chosen) {
    var own = credentials.of(official);
    var kinds = new LinkedHashMap<Kind, List<UUID>>();
    var unusable = new ArrayList<StepRepository.Row>();
    for (var step : chosen) {
      if (own.choose(step.sealOf()) instanceof Choice.Usable usable) {
        kinds
            .computeIfAbsent(new Kind(usable, step.client()), _ -> new ArrayList<>())
            .add(step.id());
      } else {
        unusable.add(step);
      }
    }
    refuse(Problem.CREDENTIAL_NOT_USABLE, unusable);
    if (kinds.size() > 1) {
      throw Problem.STEPS_DIFFER
          .because(kinds.size() + " kinds of steps were chosen together")
          .showing(
              "groups",
              kinds.entrySet().stream()
                  .map(each ->
                      Map.of(
                          "credential", each.getKey().credential().id().toString(),
                          "subject", each.getKey().credential().subject(),
                          "application", each.getKey().application(),
                          "steps", each.getValue().stream().map(UUID::toString).toList()))
                  .toList());
    }
    return kinds.keySet().iterator().next();
  }

  /**
   * Takes back earlier batches of the same submission, or another signer's version would be lost.
   * Answers the step when it has to wait for another.
   */
  private List<StepRepository.Row> withdrawOthers(
      StepRepository.Row step, OfficialId official, Instant now) {
    for (var other : repository.of(step.submission())) {
      if (other.request() == null || other.state().equals("signed")) {
        continue;
      }
      var held =
          !other.id().equals(step.id())
              && other.heldUntil() != null
              && other.heldUntil().isAfter(now);
      if (held || !steps.withdraw(other, official.toString())) {
        return List.of(step);
      }
    }
    return List.of();
  }

  private List<Batches.Item> items(OfficialId official, List<StepRepository.Row> chosen) {
    var items = new ArrayList<Batches.Item>();
    var owners = new LinkedHashMap<Sha256, List<UUID>>();
    for (var step : chosen) {
      var holder =
          step.sealOf() == null
              ? new Holder.Personal(official)
              : new Holder.Seal(new UnitId(step.sealOf()));
      for (var item : repository.unsigned(step.id(), reading.read(step.parameters(), holder))) {
        items.add(item);
        owners.computeIfAbsent(item.hash(), _ -> new ArrayList<>()).add(step.id());
      }
    }
    var twice =
        owners.values().stream()
            .filter(each -> each.size() > 1)
            .flatMap(List::stream)
            .collect(Collectors.toSet());
    refuse(
        Problem.STEPS_DIFFER, chosen.stream().filter(step -> twice.contains(step.id())).toList());
    if (items.size() > properties.documents()) {
      throw Text.invalid("steps", "at most " + properties.documents() + " documents together");
    }
    return items;
  }

  private static void refuse(Problem problem, List<StepRepository.Row> steps) {
    if (!steps.isEmpty()) {
      Map<UUID, String> names =
          steps.stream()
              .collect(
                  Collectors.toMap(
                      StepRepository.Row::id, StepRepository.Row::title, (one, _) -> one));
      throw problem
          .because(names.size() + " of the chosen steps")
          .showing("steps", names.keySet().stream().map(UUID::toString).toList());
    }
  }
}
