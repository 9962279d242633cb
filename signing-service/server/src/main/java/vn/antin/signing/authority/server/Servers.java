package vn.antin.signing.authority.server;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.authority.Revocations;
import vn.antin.signing.certificate.CrlReason;
import vn.antin.signing.certificate.OneTimeCode;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;

/** Allows servers, gives them codes, withdraws them. Thread-safe. */
final class Servers {
  /** A code as it is shown, once. */
  record Given(UUID id, OneTimeCode code, Instant expires) {}

  private final ServerRepository repository;
  private final Revocations revocations;
  private final People people;
  private final Domains domains;
  private final ServerProperties properties;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;
  private final SecureRandom random = new SecureRandom();

  Servers(
      ServerRepository repository,
      Revocations revocations,
      People people,
      Domains domains,
      ServerProperties properties,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.revocations = revocations;
    this.people = people;
    this.domains = domains;
    this.properties = properties;
    this.audit = audit;
    this.transaction = transaction;
    this.time = time;
  }

  Given allow(Caller.Person by, Allowance wanted) {
    var given = given(UUID.randomUUID());
    transaction.executeWithoutResult(_ -> {
      var now = time.instant();
      people.requireFresh();
      if (!repository.may(by, wanted.unit(), now)) {
        throw Problem.NOT_FOUND.because("no unit in force that the caller secures");
      }
      Allowance.requireCovered(wanted.hostNames(), domains, power(by, wanted.hostNames(), now));
      repository.add(given.id(), wanted, given.code(), given.expires(), by, now);
      var mine = new HashSet<>(repository.claim(given.id(), wanted.hostNames()));
      var taken = wanted.hostNames().stream().filter(each -> !mine.contains(each)).toList();
      if (!taken.isEmpty()) {
        throw Problem.HOST_NAME_TAKEN
            .because(taken.size() + " host names belong to other servers")
            .showing("hostNames", taken);
      }
      record(
          "authority.server-allowed",
          by.official().toString(),
          given.id(),
          Map.of(
              "unit",
              wanted.unit().toString(),
              "profile",
              wanted.profile(),
              "hostNames",
              String.join(" ", wanted.hostNames())));
    });
    return given;
  }

  /**
   * A code in place of the one before, which counts no more; it takes the power over the server's
   * names that allowing them took. When the one before was used, the caller says whether it was by
   * the server.
   *
   * @param revoke whether what the server has is revoked: somebody else may have the keys
   * @throws vn.antin.signing.problem.SigningException SERVER_CODE_USED without that word;
   *     HOST_NAME_REFUSED when the power does not suffice for a name
   */
  Given newCode(Caller.Person by, UUID id, @Nullable Boolean revoke) {
    var given = given(id);
    transaction.executeWithoutResult(_ -> {
      var taken = take(by, id);
      Allowance.requireCovered(
          taken.hostNames(), domains, power(by, taken.hostNames(), time.instant()));
      var usedAt = taken.codeUsedAt();
      if (usedAt != null && revoke == null) {
        throw Problem.SERVER_CODE_USED
            .because("the code was used: revoke what it brought, or not?")
            .showing("usedAt", usedAt.toString());
      }
      var revoked = 0;
      if (Boolean.TRUE.equals(revoke)) {
        repository.refuseWaiting(id, time.instant());
        revoked = revoke(id, CrlReason.KEY_COMPROMISE, by.official().toString());
      }
      repository.newCode(id, given.code(), given.expires(), by);
      record(
          "authority.server-code-made",
          by.official().toString(),
          id,
          Map.of("revoked", Integer.toString(revoked)));
    });
    return given;
  }

  /**
   * Whether the caller is security administrator over the unit now, by the copy, and over the
   * domains of the host names. Names that are in no domain any more are not asked about: nobody has
   * the power over them.
   */
  boolean secures(Caller.Person by, Server server) {
    var now = time.instant();
    if (!repository.may(by, server.unit(), now)) {
      return false;
    }
    var power = power(by, server.hostNames(), now);
    return server.hostNames().stream()
        .map(HostName::new)
        .allMatch(each -> domains.covered(each, power) || !domains.refusal(each).isEmpty());
  }

  private ServerRepository.Power power(Caller.Person by, List<String> hostNames, Instant now) {
    return repository.power(by, domains.units(hostNames), now);
  }

  /** Ends the allowance and revokes what is in force. */
  void withdraw(Caller.Person by, UUID id, CrlReason reason) {
    transaction.executeWithoutResult(_ -> {
      take(by, id);
      end(id, reason, by.official().toString());
    });
  }

  /** Withdraws servers whose unit has ended, some at a time; how many there were. */
  int withdrawOrphaned(int most) {
    var ended =
        transaction.execute(_ -> {
          var orphaned = repository.orphaned(most, time.instant());
          orphaned.forEach(each -> end(each, CrlReason.CESSATION_OF_OPERATION, "unit-ended"));
          return orphaned.size();
        });
    return ended == null ? 0 : ended;
  }

  /** Revokes what came to be while its server was withdrawn. */
  void revokeLate(int most) {
    transaction.executeWithoutResult(_ -> {
      for (var id : repository.unfinished(most, time.instant())) {
        revokeAll(id);
      }
    });
  }

  private void end(UUID id, CrlReason reason, String by) {
    repository.withdraw(id, reason, by, time.instant());
    var revoked = revoke(id, reason, by);
    record(
        "authority.server-withdrawn",
        by,
        id,
        Map.of("reason", Integer.toString(reason.code()), "revoked", Integer.toString(revoked)));
  }

  /** Revokes what a server has that was withdrawn meanwhile; joins the caller's transaction. */
  void revokeAll(UUID id) {
    revoke(id, repository.reason(id), "withdrawn");
  }

  private int revoke(UUID id, CrlReason reason, String by) {
    var now = time.instant();
    List<ServerRepository.InForce> found = repository.inForce(id, now);
    found.forEach(
        each -> revocations.revoke(each.authority(), each.serialNumber(), reason, now, by));
    return found.size();
  }

  private ServerRepository.Taken take(Caller.Person by, UUID id) {
    people.requireFresh();
    var taken =
        repository
            .take(by, id, time.instant())
            .orElseThrow(() -> Problem.NOT_FOUND.because("no server that the caller secures"));
    if (!taken.allowed()) {
      throw Problem.SERVER_WITHDRAWN.because("the server was withdrawn before");
    }
    return taken;
  }

  private Given given(UUID id) {
    return new Given(
        id, OneTimeCode.random(random), time.instant().plus(properties.codeLifetime()));
  }

  private void record(String type, String by, UUID id, Map<String, String> facts) {
    audit.append(new AuditEvent(type, by, id.toString(), facts, Map.of()));
  }
}
