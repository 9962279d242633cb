package vn.antin.signing.authority.est;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.authority.Ca;
import vn.antin.signing.authority.Issuing;
import vn.antin.signing.authority.Order;
import vn.antin.signing.authority.profile.Wish;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.Issued;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.SigningException;

/**
 * Answers requests of servers. A request is written down, and its code spent, before the authority
 * is asked; the same request sent again brings the same certificate, also from another node.
 * Thread-safe.
 */
final class Enrolling {
  private static final Logger LOG = LoggerFactory.getLogger(Enrolling.class);

  /** How long one node may work on a request before another looks what became of it. */
  private static final Duration TURN = Duration.ofMinutes(2);

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration LATER = Duration.ofSeconds(30);
  private static final Duration DAY = Duration.ofHours(24);

  /**
   * Wrong codes that the audit log names until there is a new code. They end none: whoever knows a
   * server's id could end it then, and 120 bits are not guessed.
   */
  private static final int WRONG_AUDITED = 10;

  private static final byte[] NO_CODE = new byte[32];
  private static final Outcome STRANGER = new Outcome.Stranger();

  /** What the first transaction decided. */
  private sealed interface Step {
    record Answer(Outcome outcome) implements Step {}

    record Go(UUID enrolment, Server server) implements Step {}
  }

  private final EnrolmentRepository repository;
  private final Servers servers;
  private final Subjects subjects;
  private final Issuing issuing;
  private final People people;
  private final Domains domains;
  private final EstProperties properties;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;

  Enrolling(
      EnrolmentRepository repository,
      Servers servers,
      Subjects subjects,
      Issuing issuing,
      People people,
      Domains domains,
      EstProperties properties,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.servers = servers;
    this.subjects = subjects;
    this.issuing = issuing;
    this.people = people;
    this.domains = domains;
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
  Outcome enrol(Proof proof, Request.Proven request, Ca issuer) {
    var step = transaction.execute(_ -> begin(proof, request));
    return switch (step) {
      case Step.Answer(var outcome) -> outcome;
      case Step.Go(var enrolment, var server) -> issue(enrolment, server, request, issuer);
      case null -> throw new IllegalStateException("no step");
    };
  }

  /**
   * The server that the proof stands for, taken until the transaction ends.
   *
   * @throws SigningException PEOPLE_STALE when too little is known of its unit
   */
  private Optional<EnrolmentRepository.Taken> proven(Proof proof) {
    var now = time.instant();
    return switch (proof) {
      case Proof.ByCode(var id, var code) -> {
        var shown = code.sha256();
        var taken = repository.take(id, now);
        var right =
            MessageDigest.isEqual(
                shown, taken.map(EnrolmentRepository.Taken::codeSha256).orElse(NO_CODE));
        if (!right) {
          taken
              .filter(each -> each.codeTries() < WRONG_AUDITED)
              .ifPresent(each -> wrong(each.server()));
        }
        var good =
            taken.filter(each ->
                right
                    && each.allowed()
                    && (each.spentBy() != null || now.isBefore(each.codeExpires()))
                    && servers.secures(each.codeMaker(), each.server().unit()));
        good.ifPresent(_ -> people.requireFresh());
        yield good;
      }
      case Proof.ByCertificate(var certificate) -> {
        var good =
            repository
                .serverOf(certificate, now)
                .flatMap(id -> repository.take(id, now))
                .filter(EnrolmentRepository.Taken::allowed);
        good.ifPresent(_ -> people.requireWithin(DAY));
        yield good;
      }
    };
  }

  private void wrong(Server server) {
    repository.wrongCode(server.id());
    record("authority.server-code-wrong", server.id(), Map.of());
  }

  private Step begin(Proof proof, Request.Proven request) {
    var known = proven(proof);
    if (known.isEmpty()) {
      return new Step.Answer(STRANGER);
    }
    var taken = known.get();
    var server = taken.server();
    var byCode = proof instanceof Proof.ByCode;
    var now = time.instant();
    for (var name : server.hostNames()) {
      var refusal = domains.refusal(new HostName(name));
      if (!refusal.isEmpty()) {
        return forbidden(server, name + " " + refusal);
      }
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
        return new Step.Answer(STRANGER); // the code is spent
      }
      if (byCode && taken.spentBy() == null) {
        repository.spend(server.id(), earlier.id());
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
    var id = UUID.randomUUID();
    repository.begin(id, server.id(), request.sha256(), now.plus(TURN), now);
    if (byCode) {
      repository.spend(server.id(), id);
    }
    record(
        "authority.server-enrolment-intended",
        server.id(),
        Map.of("enrolment", id.toString(), "proof", byCode ? "code" : "certificate"));
    return new Step.Go(id, server);
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
        yield byCode ? Optional.of(new Step.Answer(STRANGER)) : Optional.empty();
      }
      default -> Optional.of(new Step.Answer(new Outcome.Doubtful()));
    };
  }

  private Step waiting(EnrolmentRepository.Enrolment earlier, Server server, Instant now) {
    if (now.isBefore(earlier.takenUntil())) {
      return new Step.Answer(new Outcome.Later(SOON));
    }
    var entry = repository.entry(earlier.id());
    return switch (entry.map(EnrolmentRepository.Entry::state).orElse("failed")) {
      case "issued" -> new Step.Answer(finish(earlier.id(), server, entry.orElseThrow()));
      case "intended" -> new Step.Answer(new Outcome.Later(SOON));
      case "unknown" -> {
        repository.doubt(earlier.id(), now);
        yield new Step.Answer(new Outcome.Doubtful());
      }
      default -> {
        repository.hold(earlier.id(), now.plus(TURN));
        yield new Step.Go(earlier.id(), server);
      }
    };
  }

  private Outcome issue(UUID enrolment, Server server, Request.Proven request, Ca issuer) {
    Issued issued;
    try {
      var wish = new Wish(subjects.of(server), server.hostNames(), request.key(), null);
      issued = issuing.issue(issuer, new Order(server.profile(), wish, enrolment, actor(server)));
    } catch (SigningException e) {
      return failed(enrolment, server, e);
    }
    var entry =
        new EnrolmentRepository.Entry(
            issuer.name(),
            Certificates.serialNumber(issued.certificate()),
            "issued",
            issued.certificate());
    var outcome =
        transaction.execute(_ -> {
          var taken = repository.take(server.id(), time.instant());
          var done = finish(enrolment, server, entry);
          if (taken.filter(EnrolmentRepository.Taken::allowed).isEmpty()) {
            servers.revokeAll(server.id());
            return STRANGER;
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

  private Outcome failed(UUID enrolment, Server server, SigningException why) {
    var problem = why.problem();
    return switch (problem) {
      case CERTIFICATE_REFUSED, INVALID_REQUEST -> {
        transaction.executeWithoutResult(_ -> {
          repository.refuse(enrolment, time.instant());
          record("authority.server-enrolment-refused", server.id(), Map.of("reason", "lint"));
        });
        yield new Outcome.Unfit(
            why.facts().get("reasons") instanceof java.util.List<?> reasons
                ? "refused: " + reasons
                : "refused");
      }
      case OUTCOME_UNKNOWN -> {
        transaction.executeWithoutResult(_ -> repository.doubt(enrolment, time.instant()));
        yield new Outcome.Doubtful();
      }
      case TOKEN_UNREACHABLE, BUSY, STORAGE_UNREACHABLE -> {
        LOG.warn("A server's certificate waits: {}", why.getMessage());
        transaction.executeWithoutResult(_ -> repository.hold(enrolment, time.instant()));
        yield new Outcome.Later(LATER);
      }
      default -> {
        transaction.executeWithoutResult(_ -> repository.hold(enrolment, time.instant()));
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
