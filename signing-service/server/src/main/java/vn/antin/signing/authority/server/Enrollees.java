package vn.antin.signing.authority.server;

import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.jspecify.annotations.Nullable;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.OneTimeCode;
import vn.antin.signing.people.People;

/** Servers as enrolment meets them. Every method joins the caller's transaction. Thread-safe. */
public final class Enrollees {
  /**
   * A server that is allowed, taken until the transaction ends.
   *
   * @param spentBy the enrolment that its code was used for
   */
  public record Enrollee(Server server, @Nullable UUID spentBy) {}

  /**
   * Wrong codes that the audit log names until there is a new code. They end none: whoever knows a
   * server's id could end it then, and 130 bits are not guessed.
   */
  private static final int WRONG_AUDITED = 10;

  private final EnrolleeRepository repository;
  private final Servers servers;
  private final Subjects subjects;
  private final People people;
  private final Domains domains;
  private final AuditLog audit;
  private final InstantSource time;

  Enrollees(
      EnrolleeRepository repository,
      Servers servers,
      Subjects subjects,
      People people,
      Domains domains,
      AuditLog audit,
      InstantSource time) {
    this.repository = repository;
    this.servers = servers;
    this.subjects = subjects;
    this.people = people;
    this.domains = domains;
    this.audit = audit;
    this.time = time;
  }

  /** The server, when it is allowed still. */
  public Optional<Enrollee> take(UUID id) {
    return repository
        .take(id, time.instant())
        .filter(EnrolleeRepository.Row::allowed)
        .map(EnrolleeRepository.Row::enrollee);
  }

  /**
   * The server, when it is allowed still and this is its code, made by somebody who secures its
   * unit and the domains of its host names now: one that was spent is good for the enrolment it was
   * spent by, one that was not until it expires.
   *
   * @param code null when what was typed is none
   * @throws vn.antin.signing.problem.SigningException PEOPLE_STALE when too little is known of the
   *     unit
   */
  public Optional<Enrollee> byCode(UUID id, @Nullable OneTimeCode code) {
    var now = time.instant();
    var taken = repository.take(id, now);
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    var row = taken.get();
    var server = row.enrollee().server();
    if (code == null || !MessageDigest.isEqual(code.hash(), row.codeSha256())) {
      if (row.codeTries() < WRONG_AUDITED) {
        repository.wrongCode(id);
        audit.append(
            new AuditEvent(
                "authority.server-code-wrong", "server:" + id, id.toString(), Map.of(), Map.of()));
      }
      return Optional.empty();
    }
    if (!row.allowed()
        || (row.enrollee().spentBy() == null && !now.isBefore(row.codeExpires()))
        || !servers.secures(row.codeMaker(), server)) {
      return Optional.empty();
    }
    people.requireFresh();
    return Optional.of(row.enrollee());
  }

  /** Spends the server's code for this enrolment. */
  public void spend(Server server, UUID enrolment) {
    repository.spend(server.id(), enrolment);
  }

  /** Nothing came of that enrolment: a code spent by it is as good as before. */
  public void release(UUID enrolment) {
    repository.release(enrolment);
  }

  /** Why certificates say the server's names no more; empty when they may. */
  public String refusal(Server server) {
    for (var name : server.hostNames()) {
      var refusal = domains.refusal(new HostName(name));
      if (!refusal.isEmpty()) {
        return name + " " + refusal;
      }
    }
    return "";
  }

  /** The subject in every certificate of this server. */
  public X500Name subject(Server server) {
    return subjects.of(server);
  }

  /** Revokes what a server has that was withdrawn meanwhile. */
  public void revokeAll(Server server) {
    servers.revokeAll(server.id());
  }
}
