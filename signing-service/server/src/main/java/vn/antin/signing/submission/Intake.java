package vn.antin.signing.submission;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.document.Document;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Documents;
import vn.antin.signing.issuance.IssuanceForms;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.people.People;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.signature.ParametersForm;
import vn.antin.signing.signature.ParametersReading;
import vn.antin.signing.signature.SignatureLevel;
import vn.antin.signing.submission.Submission.Item;
import vn.antin.signing.submission.Submission.Step;
import vn.antin.signing.submission.Submission.Target;
import vn.antin.signing.submission.Wish.DocumentWish;
import vn.antin.signing.submission.Wish.SignerWish;
import vn.antin.signing.submission.callback.Callbacks;
import vn.antin.signing.web.Caller;

/** Takes signing requests: looks at every member before anything is written. Thread-safe. */
public final class Intake {
  private static final int MOST_ORDER = 1_000;

  private final SubmissionRepository repository;
  private final Steps steps;
  private final Documents documents;
  private final People people;
  private final ParametersReading reading;
  private final IssuanceReading profiles;
  private final Issuances issuances;
  private final Callbacks callbacks;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final SubmissionProperties properties;
  private final InstantSource time;

  Intake(
      SubmissionRepository repository,
      Steps steps,
      Documents documents,
      People people,
      ParametersReading reading,
      IssuanceReading profiles,
      Issuances issuances,
      Callbacks callbacks,
      AuditLog audit,
      TransactionOperations transaction,
      SubmissionProperties properties,
      InstantSource time) {
    this.repository = repository;
    this.steps = steps;
    this.documents = documents;
    this.people = people;
    this.reading = reading;
    this.profiles = profiles;
    this.issuances = issuances;
    this.callbacks = callbacks;
    this.audit = audit;
    this.transaction = transaction;
    this.properties = properties;
    this.time = time;
  }

  /**
   * Joins the caller's transaction.
   *
   * @param caller the application, whose documents they are
   * @return the signing request
   */
  public UUID take(Caller.Machine caller, Wish wish) {
    var clientId = caller.clientId();
    var now = time.instant();
    var stored = documents(clientId, wish.documents());
    var deadline = deadline(wish.deadline(), stored, now);
    var signers = steps(wish.signers(), now, deadline);
    var profile = IssuanceReading.profile(wish, signers);
    var issuance = profiles.read(wish, signers, stored.size());
    var submission =
        new Submission(
            UUID.randomUUID(),
            clientId,
            caller.name(),
            Text.required("title", wish.title()),
            now,
            deadline,
            callback(wish),
            profile,
            items(wish.documents(), stored),
            IssuanceReading.inFields(signers, issuance));
    try (var laid = issuances.lay(issuance, stored)) {
      transaction.executeWithoutResult(_ -> add(submission, issuance, laid));
    }
    return submission.id();
  }

  private void add(
      Submission submission, @Nullable Issuance issuance, IssuanceForms.@Nullable Made laid) {
    repository.add(submission);
    issuances.begin(submission, issuance, laid);
    audit.append(
        new AuditEvent(
            "signing-request.created",
            submission.clientId(),
            submission.id().toString(),
            Map.of(
                "documents", Integer.toString(submission.documents().size()),
                "signers", Integer.toString(submission.steps().size()),
                "deadline", submission.deadline().toString()),
            Map.of("title", submission.title())));
    steps.advance(submission.id(), submission.createdAt());
  }

  private @Nullable String callback(Wish wish) {
    if (wish.callback() == null) {
      return null;
    }
    var url = wish.callback().url();
    if (url == null || !callbacks.takes(url)) {
      throw Text.invalid("callback.url", "an https address, or a host that the operator allows");
    }
    return url;
  }

  private List<Document> documents(String clientId, @Nullable List<DocumentWish> wishes) {
    if (wishes == null || wishes.isEmpty() || wishes.size() > properties.documents()) {
      throw Text.invalid("documents", "1 to " + properties.documents() + " documents");
    }
    var ids = new ArrayList<DocumentId>();
    for (var wish : wishes) {
      if (wish.documentId() == null) {
        throw Text.invalid("documents[" + ids.size() + "].documentId", "the id of a document");
      }
      ids.add(new DocumentId(wish.documentId()));
    }
    if (new HashSet<>(ids).size() != ids.size()) {
      throw Text.invalid("documents", "each document once");
    }
    var found = documents.find(Submission.owner(clientId), ids);
    return ids.stream()
        .map(id -> {
          var document = found.get(id);
          if (document == null) {
            throw Problem.NOT_FOUND.because("document " + id).showing("documentId", id.toString());
          }
          return document;
        })
        .toList();
  }

  private static List<Item> items(@Nullable List<DocumentWish> wishes, List<Document> stored) {
    if (wishes == null) {
      return List.of();
    }
    var items = new ArrayList<Item>();
    var hashes = new HashSet<>();
    for (var position = 0; position < stored.size(); position++) {
      var document = stored.get(position);
      var wish = wishes.get(position);
      var at = "documents[" + position + "].";
      if (!hashes.add(document.sha256())) {
        throw Text.invalid(at + "documentId", "no file twice");
      }
      var title = Text.optional(at + "title", wish.title());
      items.add(
          new Item(
              document.id().value(),
              title == null ? document.name() : title,
              Text.optional(at + "number", wish.number()),
              Text.optional(at + "notation", wish.notation()),
              document.name(),
              document.size(),
              document.pages(),
              document.sha256()));
    }
    return items;
  }

  /** What is to be signed must still be there on the last day. */
  private Instant deadline(@Nullable Instant wanted, List<Document> stored, Instant now) {
    var kept = stored.stream().map(Document::expiresAt).min(Instant::compareTo).orElse(now);
    if (wanted == null) {
      var usual = now.plus(properties.lifetime());
      return usual.isBefore(kept) ? usual : kept;
    }
    if (!wanted.isAfter(now) || wanted.isAfter(kept)) {
      throw Text.invalid("deadline", "after now and not after " + kept);
    }
    return wanted;
  }

  private List<Step> steps(@Nullable List<SignerWish> wishes, Instant now, Instant deadline) {
    if (wishes == null || wishes.isEmpty() || wishes.size() > properties.signers()) {
      throw Text.invalid("signers", "1 to " + properties.signers() + " signers");
    }
    var made = new ArrayList<Step>();
    for (var wish : wishes) {
      var at = "signers[" + made.size() + "].";
      made.add(step(at, made.size() + 1, wish, now, deadline));
    }
    return made;
  }

  private Step step(String at, int position, SignerWish wish, Instant now, Instant deadline) {
    var order = wish.order() == null ? position : wish.order();
    if (order < 1 || order > MOST_ORDER) {
      throw Text.invalid(at + "order", "1 to " + MOST_ORDER);
    }
    if (wish.deadline() != null
        && (!wish.deadline().isAfter(now) || wish.deadline().isAfter(deadline))) {
      throw Text.invalid(at + "deadline", "after now and not after " + deadline);
    }
    var target = target(at, wish);
    var targetId = targetId(at, target, wish);
    var seal = seal(at, wish);
    return new Step(
        UUID.randomUUID(),
        order,
        target,
        targetId,
        seal,
        parameters(wish, target, targetId, seal),
        wish.deadline());
  }

  /** Whose picture is drawn is known now, or only when the post's holder is asked. */
  private ParametersForm parameters(
      SignerWish wish, Target target, UUID targetId, @Nullable UUID seal) {
    var level = wish.level() == null ? SignatureLevel.B.text() : wish.level();
    var known = seal != null || target == Target.OFFICIAL;
    var form =
        new ParametersForm(
            level, wish.reason(), wish.location(), wish.authority(), wish.appearance());
    reading.read(
        known
            ? form
            : new ParametersForm(level, wish.reason(), wish.location(), wish.authority(), null),
        seal == null
            ? new Holder.Personal(new OfficialId(targetId))
            : new Holder.Seal(new UnitId(seal)));
    return form;
  }

  private static Target target(String at, SignerWish wish) {
    if (Stream.of(wish.official(), wish.post(), wish.headOfUnit())
            .filter(each -> each != null)
            .count()
        != 1) {
      throw Text.invalid(at + "official", "exactly one of official, post and headOfUnit");
    }
    return wish.official() != null
        ? Target.OFFICIAL
        : wish.post() != null ? Target.POST : Target.HEAD;
  }

  /** A post may be vacant and known to nobody yet; officials and units are in the copy. */
  private UUID targetId(String at, Target target, SignerWish wish) {
    var official = wish.official();
    if (official != null) {
      if (people.official(new OfficialId(official)).isEmpty()) {
        throw Text.invalid(at + "official", "an official of the province");
      }
      return official;
    }
    var unit = wish.headOfUnit();
    if (unit != null) {
      if (people.unit(new UnitId(unit)).isEmpty()) {
        throw Text.invalid(at + "headOfUnit", "a unit of the province");
      }
      return unit;
    }
    var post = wish.post();
    if (post == null) {
      throw new IllegalStateException("nothing is left for " + target);
    }
    return post;
  }

  private @Nullable UUID seal(String at, SignerWish wish) {
    var unit = wish.unit();
    if ("seal".equals(wish.credential())) {
      if (unit == null || people.unit(new UnitId(unit)).isEmpty()) {
        throw Text.invalid(at + "unit", "the unit whose seal it is");
      }
      return unit;
    }
    if (wish.credential() != null && !wish.credential().equals("personal")) {
      throw Text.invalid(at + "credential", "personal or seal");
    }
    if (unit != null) {
      throw Text.invalid(at + "unit", "a unit only with a seal");
    }
    return null;
  }
}
