package vn.antin.signing.dossier;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.document.Document;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Documents;
import vn.antin.signing.document.Owner;
import vn.antin.signing.dossier.order.StandingOrders;
import vn.antin.signing.people.People;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.signature.LookForm;
import vn.antin.signing.signature.SignatureLevel;
import vn.antin.signing.signature.SigningParameters;
import vn.antin.signing.submission.Intake;
import vn.antin.signing.submission.Wish;
import vn.antin.signing.web.Caller;

/** Takes results: looks at every member, draws the codes, then writes all rows or none. */
final class ResultIntake {
  private static final int LONGEST = 200;

  /** What came of a call: a document that is a result already is answered, not taken again. */
  record Taken(List<ResultRepository.Row> results, List<OrderSigning.Left> left, boolean created) {}

  /** Sealed while the caller waits. */
  private static final int MOST_ORDERED = 100;

  private final ResultRepository repository;
  private final Intake requests;
  private final Documents documents;
  private final QrDrawing drawing;
  private final OrderSigning ordered;
  private final People people;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final DossierProperties properties;
  private final MeterRegistry meters;
  private final InstantSource time;
  private final SecureRandom random = new SecureRandom();

  ResultIntake(
      ResultRepository repository,
      Intake requests,
      Documents documents,
      QrDrawing drawing,
      OrderSigning ordered,
      People people,
      AuditLog audit,
      TransactionOperations transaction,
      DossierProperties properties,
      MeterRegistry meters,
      InstantSource time) {
    this.repository = repository;
    this.requests = requests;
    this.documents = documents;
    this.drawing = drawing;
    this.ordered = ordered;
    this.people = people;
    this.audit = audit;
    this.transaction = transaction;
    this.properties = properties;
    this.meters = meters;
    this.time = time;
  }

  /**
   * Has results signed by officials, or sealed by standing order.
   *
   * @param of the dossier of all of them; null when each document names its own
   */
  Taken take(Caller.Machine caller, @Nullable DossierCode of, ResultWish wish) {
    var client = caller.clientId();
    var wishes = documents(wish);
    var sources = sources(wishes);
    var known = repository.ofSources(client, sources);
    if (known.size() == sources.size()) {
      return new Taken(known, List.of(), false);
    }
    refuse(known);
    var unit = unit(wish.unit());
    var type = Fault.line("type", wish.type(), LONGEST);
    var signing = signing(caller, wish, unit, type, sources.size());
    var place = QrPlace.read(wish.qr());
    var stored = stored(client, sources);
    var results = new ArrayList<Result>();
    for (var position = 0; position < wishes.size(); position++) {
      results.add(
          result(
              "documents[" + position + "].",
              client,
              of,
              type,
              unit.id().value(),
              wishes.get(position),
              stored.get(position)));
    }
    return signing.begin(drawn(results, stored, place));
  }

  /** How results are signed; everything that can be refused was refused. */
  private interface Signing {
    Taken begin(List<Result> results);
  }

  private Signing signing(
      Caller.Machine caller, ResultWish wish, People.Unit unit, String type, int documents) {
    var order = wish.order();
    var copy = Copies.look(wish.copy(), unit);
    if (order == null) {
      var title = wish.title() == null ? type : Fault.line("title", wish.title(), LONGEST);
      var signers = signers(wish, unit, copy);
      return results -> byOfficials(caller, wish, title, signers, results);
    }
    if (wish.signers() != null || wish.callback() != null) {
      throw Fault.in("signers", "no signers and no callback where a standing order signs");
    }
    if (documents > MOST_ORDERED) {
      throw Fault.in("documents", "at most " + MOST_ORDERED + " where a standing order signs");
    }
    var found = ordered.require(caller, order.id(), unit.id().value(), type);
    var parameters =
        ordered.parameters(found, order.level(), Copies.chosen(copy, order.appearance()));
    return results -> byOrder(found, parameters, results);
  }

  private Taken byOfficials(
      Caller.Machine caller,
      ResultWish wish,
      String title,
      @Nullable List<Wish.SignerWish> signers,
      List<Result> results) {
    transaction.executeWithoutResult(_ -> write(caller, wish, title, signers, results));
    count("personal", results.size());
    return new Taken(repository.ofSources(caller.clientId(), sources(results)), List.of(), true);
  }

  private Taken byOrder(
      StandingOrders.Order order, SigningParameters parameters, List<Result> results) {
    var left = ordered.sign(order, parameters, results);
    if (left.size() == results.size()) {
      throw Problem.valueOf(left.getFirst().problem().toUpperCase(Locale.ROOT).replace('-', '_'))
          .because("no result was sealed by order " + order.id());
    }
    count("standing-order", results.size() - left.size());
    return new Taken(
        repository.ofSources(results.getFirst().client(), sources(results)), left, true);
  }

  private static List<UUID> sources(Collection<Result> results) {
    return results.stream().map(Result::source).toList();
  }

  private void count(String mode, int results) {
    meters.counter("antin.dossier.results", "mode", mode).increment(results);
  }

  private List<Result> drawn(List<Result> results, List<Document> stored, Optional<QrPlace> place) {
    var drawn = new ArrayList<Result>();
    for (var position = 0; position < results.size(); position++) {
      var result = results.get(position);
      var document = stored.get(position);
      drawn.add(
          place
              .map(at -> with(result, drawing.draw(document, at, address(result.code().text()))))
              .orElse(result));
    }
    return drawn;
  }

  /** The address that is drawn for a code. */
  String address(String code) {
    return properties.checkUrl() + code;
  }

  private void write(
      Caller.Machine caller,
      ResultWish wish,
      String title,
      @Nullable List<Wish.SignerWish> signers,
      List<Result> results) {
    var client = caller.clientId();
    var request = requests.take(caller, request(wish, title, signers, results));
    if (repository.add(results, request) != results.size()) {
      throw Problem.STEP_STATE.because("another call has just taken one of the documents");
    }
    for (var result : results) {
      audit.append(
          new AuditEvent(
              "dossier-result.created",
              client,
              result.id().toString(),
              Map.of(
                  "request", request.toString(),
                  "unit", result.unit().toString(),
                  "type", result.type(),
                  "mode", "personal"),
              Map.of("dossier", result.dossier().value())));
    }
  }

  private static Wish request(
      ResultWish wish,
      String title,
      @Nullable List<Wish.SignerWish> signers,
      List<Result> results) {
    return new Wish(
        title,
        results.stream()
            .map(each ->
                new Wish.DocumentWish(
                    each.document(), each.title(), each.number(), each.notation()))
            .toList(),
        signers,
        wish.deadline(),
        wish.callback(),
        wish.copy() == null ? null : "copy");
  }

  /** A result is kept for decades: its time is proven unless the application says otherwise. */
  private static @Nullable List<Wish.SignerWish> signers(
      ResultWish wish, People.Unit unit, @Nullable LookForm copy) {
    var wishes = wish.signers();
    if (wishes == null) {
      return null;
    }
    var signers = new ArrayList<Wish.SignerWish>();
    for (var each : wishes) {
      if (copy != null
          && !("seal".equals(each.credential()) && unit.id().value().equals(each.unit()))) {
        throw Fault.in(
            "signers[" + signers.size() + "].credential",
            "the unit's seal, which certifies copies");
      }
      signers.add(
          new Wish.SignerWish(
              each.order(),
              each.official(),
              each.post(),
              each.headOfUnit(),
              each.credential(),
              each.unit(),
              each.level() == null ? SignatureLevel.T.text() : each.level(),
              each.reason(),
              each.location(),
              each.authority(),
              Copies.chosen(copy, each.appearance()),
              each.deadline()));
    }
    return signers;
  }

  private Result result(
      String at,
      String client,
      @Nullable DossierCode of,
      String type,
      UUID unit,
      ResultWish.DocumentWish document,
      Document stored) {
    if (of != null && document.dossier() != null && !document.dossier().equals(of.value())) {
      throw Fault.in(at + "dossier", "the dossier of the address, or none");
    }
    var title = Fault.optional(at + "title", document.title(), LONGEST);
    return new Result(
        UUID.randomUUID(),
        client,
        of == null ? DossierCode.read(at + "dossier", document.dossier()) : of,
        type,
        unit,
        CheckCode.create(random),
        stored.id().value(),
        stored.id().value(),
        title == null ? stored.name() : title,
        Fault.optional(at + "number", document.number(), LONGEST),
        Fault.optional(at + "notation", document.notation(), LONGEST),
        time.instant());
  }

  private static Result with(Result result, DocumentId drawn) {
    return new Result(
        result.id(),
        result.client(),
        result.dossier(),
        result.type(),
        result.unit(),
        result.code(),
        result.source(),
        drawn.value(),
        result.title(),
        result.number(),
        result.notation(),
        result.createdAt());
  }

  private List<ResultWish.DocumentWish> documents(ResultWish wish) {
    var wishes = wish.documents();
    if (wishes == null || wishes.isEmpty() || wishes.size() > properties.results()) {
      throw Fault.in("documents", "1 to " + properties.results() + " documents");
    }
    return wishes;
  }

  private static List<UUID> sources(List<ResultWish.DocumentWish> wishes) {
    var ids = new ArrayList<UUID>();
    for (var wish : wishes) {
      if (wish.documentId() == null) {
        throw Fault.in("documents[" + ids.size() + "].documentId", "the id of a document");
      }
      ids.add(wish.documentId());
    }
    if (new HashSet<>(ids).size() != ids.size()) {
      throw Fault.in("documents", "each document once");
    }
    return ids;
  }

  /** Some were taken before and others not: that was not the same call. */
  private static void refuse(List<ResultRepository.Row> known) {
    if (!known.isEmpty()) {
      throw Problem.STEP_STATE
          .because(known.size() + " of the documents are results already")
          .showing("documents", known.stream().map(each -> each.source().toString()).toList());
    }
  }

  private People.Unit unit(@Nullable UUID unit) {
    return Optional.ofNullable(unit)
        .flatMap(id -> people.unit(new UnitId(id)))
        .orElseThrow(() -> Fault.in("unit", "a unit of the province"));
  }

  private List<Document> stored(String client, List<UUID> sources) {
    var ids = sources.stream().map(DocumentId::new).toList();
    var found = documents.find(new Owner(client, null), ids);
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
}
