package vn.antin.signing.authority.est;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.authority.Ca;
import vn.antin.signing.authority.Intent;
import vn.antin.signing.authority.Issuing;
import vn.antin.signing.authority.Order;
import vn.antin.signing.authority.profile.Wish;
import vn.antin.signing.authority.server.Enrollees;
import vn.antin.signing.authority.server.Server;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.Issued;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.SigningException;

/**
 * Answers requests of servers. A request is written down, and its code spent, before the authority
 * is asked; the same request sent again brings the same certificate, also from another node.
 * Thread-safe.
 */
final class Enrolments {
  private static final Logger LOG = LoggerFactory.getLogger(Enrolments.class);

  /** How long one node may work on a request before another looks what became of it. */
  private static final Duration TURN = Duration.ofMinutes(2);

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration LATER = Duration.ofSeconds(30);
  private static final Duration DAY = Duration.ofHours(24);

  private static final Outcome UNAUTHORIZED = new Outcome.Unauthorized();

  /** What the first transaction decided. */
  private sealed interface Step {
    record Answer(Outcome outcome) implements Step {}

    record Go(EnrolmentRepository.Turn turn, Server server) implements Step {}
  }

  /** What a certificate of a server is for: its enrolment, as long as it is this node's turn. */
  private final class Awaited implements Intent {
    private final EnrolmentRepository.Turn turn;

    Awaited(EnrolmentRepository.Turn turn) {
      this.turn = turn;
    }

    @Override
    public UUID id() {
      return turn.enrolment();
    }

    @Override
    public boolean awaited() {
      return repository.awaited(turn);
    }
  }

  private final EnrolmentRepository repository;
  private final Enrollees enrollees;
  private final Issuing issuing;
  private final People people;
  private final EstProperties properties;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;

  Enrolments(
      EnrolmentRepository repository,
      Enrollees enrollees,
      Issuing issuing,
      People people,
      EstProperties properties,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.enrollees = enrollees;
    this.issuing = issuing;
    this.people = people;
    this.properties = properties;
    this.audit = audit;
    this.transaction = transaction;
    this.time = time;
  }

  /** Whether the proof is good, before anything else of the call is looked at. */
  boolean knows(Proof proof) {
    return Boolean.TRUE.equals(transaction.execute(_ -> proven(proof).isPresent()));
  }

  /**
   * @throws SigningException when the authority is away for longer than a moment
   */
  Outcome enrol(Proof proof, CertificationRequest.Proven request, Ca issuer) {
    var step = transaction.execute(_ -> begin(proof, request));
    return switch (step) {
      case Step.Answer(var outcome) -> outcome;
      case Step.Go(var turn, var server) -> issue(turn, server, request, issuer);
      case null -> throw new IllegalStateException("no step");
    };
  }

  /**
   * The server that the proof stands for, taken until the transaction ends.
   *
   * @throws SigningException PEOPLE_STALE when too little is known of its unit
   */
  private Optional<Enrollees.Enrollee> proven(Proof proof) {
    return switch (proof) {
      case Proof.ByCode(var id, var code) -> enrollees.byCode(id, code);
      case Proof.ByCertificate(var certificate) -> {
        var good = repository.serverOf(certificate, time.instant()).flatMap(enrollees::take);
        good.ifPresent(_ -> people.requireWithin(DAY));
        yield good;
      }
    };
  }

  private Step begin(Proof proof, CertificationRequest.Proven request) {
    var known = proven(proof);
    if (known.isEmpty()) {
      return new Step.Answer(UNAUTHORIZED);
    }
    var taken = known.get();
    var server = taken.server();
    var byCode = proof instanceof Proof.ByCode;
    var now = time.instant();
    var refusal = enrollees.refusal(server);
    if (!refusal.isEmpty()) {
      return forbidden(server, refusal);
    }
    var before =
        byCode && taken.spentBy() != null
            ? repository.find(taken.spentBy())
            : repository
                .latest(server.id(), request.sha256(), now.minus(DAY))
                .filter(each -> !byCode || each.state().equals("waiting"));
    if (before.isPresent()) {
      var earlier = before.get();
      if (!MessageDigest.isEqual(earlier.requestSha256(), request.sha256())) {
        return new Step.Answer(UNAUTHORIZED); // the code is spent
      }
      if (byCode && taken.spentBy() == null) {
        enrollees.spend(server, earlier.id());
      }
      var again = again(earlier, server, byCode, now);
      if (again.isPresent()) {
        return again.get();
      }
    }
    var beyond = request.beyond(server);
    if (!beyond.isEmpty()) {
      return forbidden(server, beyond);
    }
    if (repository.count(server.id(), now.minus(DAY)) >= properties.perDay()) {
      return new Step.Answer(new Outcome.TooMany());
    }
    var turn = new EnrolmentRepository.Turn(UUID.randomUUID(), now.plus(TURN));
    repository.begin(turn, server.id(), request.sha256(), now);
    if (byCode) {
      enrollees.spend(server, turn.enrolment());
    }
    record(
        "authority.server-enrolment-intended",
        server.id(),
        Map.of("enrolment", turn.enrolment().toString(), "proof", byCode ? "code" : "certificate"));
    return new Step.Go(turn, server);
  }

  private Step forbidden(Server server, String reason) {
    record("authority.server-enrolment-refused", server.id(), Map.of("reason", reason));
    return new Step.Answer(new Outcome.Forbidden(reason));
  }

  /** What becomes of a request that was sent before; empty when it is to be begun anew. */
  private Optional<Step> again(
      EnrolmentRepository.Enrolment earlier, Server server, boolean byCode, Instant now) {
    var finished = earlier.finishedAt();
    var certificate = earlier.certificate();
    return switch (earlier.state()) {
      case "waiting" -> Optional.of(waiting(earlier, server, now));
      case "issued" -> {
        if (certificate != null && finished != null && finished.plus(DAY).isAfter(now)) {
          yield Optional.of(new Step.Answer(new Outcome.Issued(certificate)));
        }
        yield byCode ? Optional.of(new Step.Answer(UNAUTHORIZED)) : Optional.empty();
      }
      default -> Optional.of(new Step.Answer(new Outcome.Unknown()));
    };
  }

  private Step waiting(EnrolmentRepository.Enrolment earlier, Server server, Instant now) {
    if (now.isBefore(earlier.turn().until())) {
      return new Step.Answer(new Outcome.Later(SOON));
    }
    var entry = repository.entry(earlier.id());
    return switch (entry.map(EnrolmentRepository.Entry::state).orElse("failed")) {
      case "issued" -> new Step.Answer(finish(earlier.id(), server, entry.orElseThrow()));
      case "intended" -> new Step.Answer(new Outcome.Later(SOON));
      case "unknown" -> {
        repository.doubt(earlier.turn(), now);
        yield new Step.Answer(new Outcome.Unknown());
      }
      default -> {
        yield new Step.Go(repository.pass(earlier.turn(), now.plus(TURN)), server);
      }
    };
  }

  private Outcome issue(
      EnrolmentRepository.Turn turn,
      Server server,
      CertificationRequest.Proven request,
      Ca issuer) {
    Issued issued;
    try {
      var wish = new Wish(enrollees.subject(server), server.hostNames(), request.key(), null);
      issued =
          issuing.issue(
              issuer, new Order(server.profile(), wish, new Awaited(turn), actor(server)));
    } catch (SigningException e) {
      return failed(turn, server, e);
    }
    var entry =
        new EnrolmentRepository.Entry(
            issuer.name(),
            Certificates.serialNumber(issued.certificate()),
            "issued",
            issued.certificate());
    var outcome =
        transaction.execute(_ -> {
          var allowed = enrollees.take(server.id()).isPresent();
          var done = finish(turn.enrolment(), server, entry);
          if (!allowed) {
            enrollees.revokeAll(server);
            return UNAUTHORIZED;
          }
          return done;
        });
    if (outcome == null) {
      throw new IllegalStateException("no outcome");
    }
    return outcome;
  }

  /** Joins the caller's transaction, which has taken the server. */
  private Outcome finish(UUID enrolment, Server server, EnrolmentRepository.Entry entry) {
    var certificate = entry.certificate();
    if (certificate == null) {
      throw new IllegalStateException("what was issued has no certificate");
    }
    if (repository.finish(enrolment, entry, time.instant())) {
      record(
          "authority.server-enrolled",
          server.id(),
          Map.of(
              "enrolment",
              enrolment.toString(),
              "authority",
              entry.authority(),
              "serialNumber",
              entry.serialNumber()));
    }
    return new Outcome.Issued(certificate);
  }

  private Outcome failed(EnrolmentRepository.Turn turn, Server server, SigningException why) {
    var problem = why.problem();
    return switch (problem) {
      case CERTIFICATE_REFUSED, INVALID_REQUEST -> {
        var refused =
            transaction.execute(_ -> {
              if (!repository.refuse(turn, time.instant())) {
                return false;
              }
              enrollees.release(turn.enrolment());
              record("authority.server-enrolment-refused", server.id(), Map.of("reason", "lint"));
              return true;
            });
        if (!Boolean.TRUE.equals(refused)) {
          yield new Outcome.Later(SOON); // another node has it, or it was withdrawn
        }
        yield new Outcome.BadRequest(
            why.facts().get("reasons") instanceof List<?> reasons
                ? "refused: " + reasons
                : "refused");
      }
      case OUTCOME_UNKNOWN -> {
        transaction.executeWithoutResult(_ -> repository.doubt(turn, time.instant()));
        yield new Outcome.Unknown();
      }
      case TOKEN_UNREACHABLE, BUSY, STORAGE_UNREACHABLE -> {
        LOG.warn("A server's certificate waits: {}", why.getMessage());
        transaction.executeWithoutResult(_ -> repository.pass(turn, time.instant()));
        yield new Outcome.Later(LATER);
      }
      default -> {
        transaction.executeWithoutResult(_ -> repository.pass(turn, time.instant()));
        throw why;
      }
    };
  }

  private static String actor(Server server) {
    return "server:" + server.id();
  }

  private void record(String type, UUID server, Map<String, String> facts) {
    audit.append(new AuditEvent(type, "server:" + server, server.toString(), facts, Map.of()));
  }
}
