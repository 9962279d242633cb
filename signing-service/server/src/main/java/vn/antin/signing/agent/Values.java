package vn.antin.signing.agent;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.agent.JobDocument.State;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.grant.TokenSpending;
import vn.antin.signing.grant.TokenSpending.Begun;
import vn.antin.signing.people.People;
import vn.antin.signing.people.SigningAuthorities;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.request.OpenRequests;
import vn.antin.signing.signature.DocumentSigner;
import vn.antin.signing.signature.ReadySignature;
import vn.antin.signing.signature.SignatureOutcome;
import vn.antin.signing.web.HeavyWork;

/**
 * Takes signature values. A value that fits is written down and its document spent in one
 * transaction; then the signed document is made, by this node or, after a crash, by any: the value
 * is enough for that, so nobody is asked for the PIN again. Thread-safe.
 */
final class Values {
  /** A value for a document of the job. */
  @SuppressWarnings("ArrayRecordComponent") // read once and never compared
  record Value(int number, byte[] bytes) {}

  /**
   * What became of one.
   *
   * @param state signed, pending (kept, the document follows), refused or unknown
   * @param problem why it was refused
   */
  record Taken(int number, String state, @Nullable String problem) {}

  static final Duration LEASE = Duration.ofMinutes(2);
  private static final Logger LOG = LoggerFactory.getLogger(Values.class);
  private static final Duration PATIENCE = Duration.ofHours(24);

  private final JobRepository repository;
  private final Preparations preparations;
  private final OpenRequests requests;
  private final Credentials credentials;
  private final People people;
  private final SigningAuthorities authorities;
  private final TokenSpending spending;
  private final DocumentSigner signer;
  private final JobTrail trail;
  private final TransactionOperations transaction;
  private final HeavyWork places;
  private final MeterRegistry meters;
  private final InstantSource time;

  Values(
      JobRepository repository,
      Preparations preparations,
      OpenRequests requests,
      Credentials credentials,
      People people,
      SigningAuthorities authorities,
      TokenSpending spending,
      DocumentSigner signer,
      JobTrail trail,
      TransactionOperations transaction,
      HeavyWork places,
      MeterRegistry meters,
      InstantSource time) {
    this.repository = repository;
    this.preparations = preparations;
    this.requests = requests;
    this.credentials = credentials;
    this.people = people;
    this.authorities = authorities;
    this.spending = spending;
    this.signer = signer;
    this.trail = trail;
    this.transaction = transaction;
    this.places = places;
    this.meters = meters;
    this.time = time;
  }

  /** Of whoever pulled the job. */
  List<Taken> take(String handle, String secret, List<Value> values) {
    var job = pulled(handle, secret);
    return places.run(() -> {
      var taken = new ArrayList<Taken>();
      for (var value : values) {
        taken.add(take(job, value));
      }
      endWhenDone(job);
      return taken;
    });
  }

  /** The agent says that it will bring nothing more. */
  void end(String handle, String secret, String because) {
    var job = pulled(handle, secret);
    transaction.executeWithoutResult(_ -> end(job, because));
  }

  private Job pulled(String handle, String secret) {
    return repository
        .pulled(Handle.hash(handle), Handle.hash(secret))
        .orElseThrow(() -> Problem.NOT_FOUND.because("no job was pulled under this id"));
  }

  private Taken take(Job job, Value value) {
    var document =
        repository
            .document(job.id(), value.number())
            .orElseThrow(() -> Problem.INVALID_REQUEST.because("no such document in the job"));
    return switch (document.state()) {
      case SIGNED -> new Taken(value.number(), "signed", null);
      case COMPLETING -> new Taken(value.number(), "pending", null);
      case UNKNOWN -> new Taken(value.number(), "unknown", null);
      case DROPPED -> refused(value, Problem.AGENT_JOB_ENDED.code());
      case PREPARED -> take(job, document, value);
    };
  }

  private Taken take(Job job, JobDocument document, Value value) {
    var ready = preparations.open(job, document);
    if (!ready.verifies(value.bytes())) {
      transaction.executeWithoutResult(
          _ -> trail.refused(job, document.hash(), Problem.POSSESSION_UNPROVED.code()));
      return refused(value, Problem.POSSESSION_UNPROVED.code());
    }
    var problem =
        transaction.execute(status -> {
          var fault = begin(job, document, value);
          if (fault != null) {
            status.setRollbackOnly();
          }
          return fault;
        });
    if (problem != null) {
      return refuse(job, document, value, problem);
    }
    return new Taken(value.number(), finish(job, document, ready, value.bytes()), null);
  }

  /** The document is spent from now on; null, or what speaks against it. */
  private @Nullable Problem begin(Job job, JobDocument document, Value value) {
    var now = time.instant();
    if (!repository.accept(job.id(), value.number(), value.bytes(), now, now.plus(LEASE))) {
      return Problem.AGENT_JOB_ENDED;
    }
    if (people.stale()) {
      return Problem.PEOPLE_STALE;
    }
    if (credentials.onTokenOf(job.official(), job.credential()).isEmpty()) {
      return Problem.CREDENTIAL_NOT_USABLE;
    }
    var request = requests.find(job.request()).orElseThrow();
    if (!authorities.allow(job.official(), request.authorities(document.hash()), now)) {
      return Problem.AUTHORITY_MISSING;
    }
    var begun =
        spending.begin(
            new TokenSpending.Job(
                job.id(),
                job.official(),
                job.credential(),
                job.request(),
                request.parametersDigest(),
                job.clientId(),
                job.expiresAt()),
            document.hash());
    if (begun == Begun.BEGUN) {
      trail.started(job, document.hash(), value.bytes());
      return null;
    }
    return begun == Begun.SPENT ? Problem.APPROVAL_SPENT : Problem.CREDENTIAL_NOT_USABLE;
  }

  private Taken refuse(Job job, JobDocument document, Value value, Problem problem) {
    transaction.executeWithoutResult(_ -> {
      trail.refused(job, document.hash(), problem.code());
      if (problem == Problem.CREDENTIAL_NOT_USABLE) {
        end(job, problem.code());
      }
    });
    return refused(value, problem.code());
  }

  private static Taken refused(Value value, String problem) {
    return new Taken(value.number(), "refused", problem);
  }

  /** Finishes what a node has left that went away, or a time-stamp server that was. */
  boolean finishOne() {
    var now = time.instant();
    var found = transaction.execute(_ -> repository.takeOver(now, now.plus(LEASE)));
    if (found == null || found.isEmpty()) {
      return false;
    }
    var document = found.get();
    var job = repository.find(document.job()).orElseThrow();
    var value = document.value();
    if (value == null) {
      throw new IllegalStateException("a document is being completed without a value");
    }
    if (repository.acceptedBefore(document, now.minus(PATIENCE))) {
      end(job, document, new SignatureOutcome.Unknown("it could not be finished in a day"));
    } else {
      finish(job, document, value);
    }
    endWhenDone(job);
    return true;
  }

  private void finish(Job job, JobDocument document, byte[] value) {
    try {
      finish(job, document, preparations.open(job, document), value);
    } catch (RuntimeException e) {
      LOG.warn("A document waits to be finished, job {}: {}", job.id(), e.toString());
    }
  }

  private String finish(Job job, JobDocument document, ReadySignature ready, byte[] value) {
    try {
      return end(job, document, signer.complete(ready, value));
    } catch (RuntimeException e) {
      LOG.warn("A document waits to be finished, job {}: {}", job.id(), e.toString());
      return "pending";
    }
  }

  private String end(Job job, JobDocument document, SignatureOutcome outcome) {
    return switch (outcome) {
      case SignatureOutcome.Signed signed -> keep(job, document, signed);
      case SignatureOutcome.NotSigned _ -> "pending";
      case SignatureOutcome.Unknown(var detail) -> {
        transaction.executeWithoutResult(_ -> {
          if (repository.finish(job.id(), document.number(), State.UNKNOWN)
              && spending.unknown(job.id(), document.hash())) {
            trail.unknown(job, document.hash(), detail);
          }
        });
        meters.counter("antin.signatures", "outcome", "unknown").increment();
        yield "unknown";
      }
    };
  }

  /** The signed document becomes visible in the transaction that says so. */
  private String keep(Job job, JobDocument document, SignatureOutcome.Signed signed) {
    try (var written = signed.written()) {
      transaction.executeWithoutResult(_ -> {
        if (repository.finish(job.id(), document.number(), State.SIGNED)) {
          if (!spending.signed(job.id(), document.hash(), written.id(), signed.hash())) {
            throw new IllegalStateException("the ledger does not know of the document");
          }
          written.keep(signed.pages());
          trail.completed(job, document.hash(), signed.hash());
        }
      });
    }
    meters.counter("antin.signatures", "outcome", "signed").increment();
    return "signed";
  }

  private void endWhenDone(Job job) {
    var counts = repository.counts(job.id());
    if (!counts.containsKey(State.PREPARED) && !counts.containsKey(State.COMPLETING)) {
      transaction.executeWithoutResult(_ -> end(job, "done"));
    }
  }

  void expire() {
    for (var job : repository.expired(time.instant())) {
      transaction.executeWithoutResult(_ -> end(job, "expired"));
    }
  }

  /** Joins the caller's transaction. */
  private void end(Job job, String because) {
    if (repository.end(job.id(), because, time.instant())) {
      trail.ended(job, because);
    }
  }
}
