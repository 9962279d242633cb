package vn.antin.signing.dossier;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.document.Document;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Documents;
import vn.antin.signing.document.Owner;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.dossier.order.StandingOrders;
import vn.antin.signing.dossier.order.StandingOrders.Order;
import vn.antin.signing.grant.OrderSpending;
import vn.antin.signing.people.UnitId;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.signature.DocumentSigner;
import vn.antin.signing.signature.LookForm;
import vn.antin.signing.signature.ParametersForm;
import vn.antin.signing.signature.ParametersReading;
import vn.antin.signing.signature.ReadySignature;
import vn.antin.signing.signature.Shortfalls;
import vn.antin.signing.signature.SignatureLevel;
import vn.antin.signing.signature.SignatureOutcome;
import vn.antin.signing.signature.SigningParameters;
import vn.antin.signing.web.Caller;
import vn.antin.signing.web.HeavyWork;

/**
 * Seals results by standing order, each by itself: its file is prepared; the order is judged and
 * counted, the result and the intent are written and committed; the key is used; the outcome is
 * written. An order that is stopped in the middle ends it with the next document.
 */
final class OrderSigning {
  /** A document that was not signed, and why. */
  record Left(UUID documentId, String problem) {}

  /** What holds for the documents that follow, too. */
  private static final Set<Problem> STOPPING =
      Set.of(Problem.STANDING_ORDER_REFUSED, Problem.TOO_MANY_REQUESTS);

  private static final Logger LOG = LoggerFactory.getLogger(OrderSigning.class);

  private final ResultRepository repository;
  private final StandingOrders orders;
  private final OrderSpending ledger;
  private final Documents documents;
  private final DocumentSigner signer;
  private final ParametersReading reading;
  private final Shortfalls shortfalls;
  private final HeavyWork places;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final MeterRegistry meters;

  OrderSigning(
      ResultRepository repository,
      StandingOrders orders,
      OrderSpending ledger,
      Documents documents,
      DocumentSigner signer,
      ParametersReading reading,
      Shortfalls shortfalls,
      HeavyWork places,
      AuditLog audit,
      TransactionOperations transaction,
      MeterRegistry meters) {
    this.repository = repository;
    this.orders = orders;
    this.ledger = ledger;
    this.documents = documents;
    this.signer = signer;
    this.reading = reading;
    this.shortfalls = shortfalls;
    this.places = places;
    this.audit = audit;
    this.transaction = transaction;
    this.meters = meters;
  }

  /** The order that the application names, if it may use it for such results. */
  Order require(Caller.Machine caller, @Nullable UUID order, UUID unit, String type) {
    return orders.require(caller, order, unit, type);
  }

  /**
   * How these results are sealed; the signature itself says that no official made it.
   *
   * @throws SigningException INVALID_REQUEST, LEVEL_NOT_OFFERED
   */
  SigningParameters parameters(Order order, @Nullable String level, @Nullable LookForm look) {
    return reading.read(
        new ParametersForm(
            level == null ? SignatureLevel.T.text() : level,
            "Lệnh ký thường trực " + order.id(),
            null,
            null,
            look),
        new Holder.Seal(new UnitId(order.unit())));
  }

  /** Seals one after the other; what is not sealed is told with its reason. */
  List<Left> sign(Order order, SigningParameters parameters, List<Result> results) {
    var left = new ArrayList<Left>();
    var stopped = Optional.<Problem>empty();
    for (var result : results) {
      var problem =
          stopped.isPresent() ? stopped : places.run(() -> one(order, parameters, result));
      problem.ifPresent(each -> left.add(new Left(result.source(), each.code())));
      stopped = problem.filter(STOPPING::contains);
    }
    return left;
  }

  private Optional<Problem> one(Order order, SigningParameters parameters, Result result) {
    ReadySignature ready;
    Document document;
    try {
      var opened =
          documents
              .open(new Owner(result.client(), null), new DocumentId(result.document()))
              .orElseThrow(() -> Problem.NOT_FOUND.because("document " + result.document()));
      document = opened.document();
      ready = signer.prepare(opened, document.sha256(), order.credential(), parameters);
    } catch (SigningException e) {
      return Optional.of(e.problem());
    }
    var use =
        new OrderSpending.Use(
            UUID.randomUUID(),
            order.approver(),
            order.credential().id(),
            result.id(),
            parameters.digest(),
            result.client());
    var refused = begin(order, use, result, document.sha256());
    return refused.isPresent() ? refused : end(order, use, result, document.sha256(), ready);
  }

  /** The intent is committed with the order's count, or neither is. */
  private Optional<Problem> begin(Order order, OrderSpending.Use use, Result result, Sha256 hash) {
    try {
      return Objects.requireNonNull(
          transaction.execute(status -> {
            var refused = refusal(order, use, result, hash);
            if (refused.isPresent()) {
              status.setRollbackOnly();
            } else {
              record("signature.started", order, use, result, hash, Map.of());
            }
            return refused;
          }));
    } catch (DuplicateKeyException e) {
      return Optional.of(Problem.STEP_STATE);
    }
  }

  private Optional<Problem> refusal(
      Order order, OrderSpending.Use use, Result result, Sha256 hash) {
    var refused = orders.use(order, result.client(), result.type());
    if (refused.isPresent()) {
      return refused;
    }
    if (!repository.addOrdered(result, order.id())) {
      return Optional.of(Problem.STEP_STATE);
    }
    return ledger.begin(use, hash) ? Optional.empty() : Optional.of(Problem.CREDENTIAL_NOT_USABLE);
  }

  private Optional<Problem> end(
      Order order, OrderSpending.Use use, Result result, Sha256 hash, ReadySignature ready) {
    SignatureOutcome outcome;
    try {
      outcome = signer.sign(ready, order.approver());
    } catch (RuntimeException e) {
      LOG.warn("A signature by order could not be finished: {}", e.toString());
      outcome = new SignatureOutcome.Unknown(e.getClass().getSimpleName());
    }
    return switch (outcome) {
      case SignatureOutcome.Signed signed -> keep(order, use, result, hash, signed);
      case SignatureOutcome.NotSigned(var detail) -> {
        LOG.warn("A result could not be sealed by order: {}", detail);
        transaction.executeWithoutResult(_ -> {
          if (ledger.notSigned(use.id(), hash)) {
            repository.failed(result.id(), Problem.TOKEN_UNREACHABLE.code());
            record("signature.postponed", order, use, result, hash, Map.of());
          }
        });
        yield counted("not-signed", Problem.TOKEN_UNREACHABLE);
      }
      case SignatureOutcome.Unknown(var detail) -> {
        transaction.executeWithoutResult(_ -> {
          if (ledger.unknown(use.id(), hash)) {
            record("signature.unknown", order, use, result, hash, Map.of("detail", detail));
          }
        });
        yield counted("unknown", Problem.OUTCOME_UNKNOWN);
      }
    };
  }

  private Optional<Problem> keep(
      Order order,
      OrderSpending.Use use,
      Result result,
      Sha256 hash,
      SignatureOutcome.Signed signed) {
    try (var written = signed.written()) {
      var kept =
          transaction.execute(_ -> {
            if (!ledger.signed(use.id(), hash, written.id(), signed.hash())) {
              return false;
            }
            written.keep(signed.pages());
            shortfalls.note(signed);
            record(
                "signature.completed",
                order,
                use,
                result,
                hash,
                Map.of(
                    "certificate", Certificates.fingerprint(order.credential().certificate()),
                    "signedHash", signed.hash().base64(),
                    "level", signed.reached().text()));
            return true;
          });
      return Boolean.TRUE.equals(kept)
          ? counted("signed", null)
          : counted("unknown", Problem.OUTCOME_UNKNOWN);
    }
  }

  private Optional<Problem> counted(String outcome, @Nullable Problem problem) {
    meters.counter("antin.signatures.by-order", "outcome", outcome).increment();
    return Optional.ofNullable(problem);
  }

  /** The actor is the application: no person did it. */
  private void record(
      String type,
      Order order,
      OrderSpending.Use use,
      Result result,
      Sha256 hash,
      Map<String, String> more) {
    var facts = new LinkedHashMap<String, String>();
    facts.put("standingOrder", order.id().toString());
    facts.put("grant", use.id().toString());
    facts.put("hash", hash.base64());
    facts.putAll(more);
    audit.append(new AuditEvent(type, result.client(), result.id().toString(), facts, Map.of()));
  }
}
