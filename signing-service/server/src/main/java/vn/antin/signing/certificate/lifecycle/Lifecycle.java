package vn.antin.signing.certificate.lifecycle;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.CredentialEnded;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.certificate.RevocationReason;
import vn.antin.signing.certificate.lifecycle.LifecycleRepository.Held;
import vn.antin.signing.key.Keys;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.web.Caller;

/** Suspends, resumes and revokes. Thread-safe. */
final class Lifecycle {
  private final LifecycleRepository repository;
  private final Keys keys;
  private final People people;
  private final AuditLog audit;
  private final ApplicationEventPublisher events;
  private final TransactionOperations transaction;
  private final InstantSource time;

  Lifecycle(
      LifecycleRepository repository,
      Keys keys,
      People people,
      AuditLog audit,
      ApplicationEventPublisher events,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.keys = keys;
    this.people = people;
    this.audit = audit;
    this.events = events;
    this.transaction = transaction;
    this.time = time;
  }

  void suspend(
      Caller.Person by,
      UUID id,
      @Nullable String ifMatch,
      RevocationReason reason,
      @Nullable String note) {
    act(
        by,
        id,
        ifMatch,
        held -> {
          require(held, "valid".equals(held.state()));
          end(held, CredentialEnded.State.SUSPENDED, reason, by, note);
        });
  }

  /**
   * What was suspended for a lost key or a vanished holder stays so; so does what lapsed since, and
   * what a security administrator suspended unless another or the same one resumes it.
   */
  void resume(Caller.Person by, UUID id, @Nullable String ifMatch, @Nullable String note) {
    act(
        by,
        id,
        ifMatch,
        held -> {
          var reason = held.reason();
          var now = time.instant();
          AdministratorScope.refuseOwn(by, held.holder());
          require(
              held,
              "suspended".equals(held.state())
                  && held.inForce()
                  && (!held.secured() || repository.secures(by, held.id(), now))
                  && (reason == null || reason.reversible()));
          var why = reason == null ? RevocationReason.UNDER_INVESTIGATION : reason;
          repository.resume(held.id(), now);
          tell(held, CredentialEnded.State.RESUMED, why, by.official().value(), note);
        });
  }

  void revoke(
      Caller.Person by,
      UUID id,
      @Nullable String ifMatch,
      RevocationReason reason,
      @Nullable String note) {
    if (!reason.revokes()) {
      throw Problem.INVALID_REQUEST.because("the reason suspends only");
    }
    act(
        by,
        id,
        ifMatch,
        held -> {
          require(held, "valid".equals(held.state()) || "suspended".equals(held.state()));
          end(held, CredentialEnded.State.REVOKED, reason, by, note);
        });
  }

  /** Suspends what lapsed by itself; answers how many. */
  int suspendLapsed() {
    if (people.stale()) {
      return 0;
    }
    var count =
        transaction.execute(_ -> {
          var lapsed = repository.suspendLapsed(time.instant());
          for (var held : lapsed) {
            var reason = held.reason();
            if (reason != null) {
              tell(held, CredentialEnded.State.SUSPENDED, reason, null, null);
            }
          }
          return lapsed.size();
        });
    return count == null ? 0 : count;
  }

  private interface Act {
    void on(Held held);
  }

  private void act(Caller.Person by, UUID id, @Nullable String ifMatch, Act act) {
    people.requireFresh();
    transaction.executeWithoutResult(_ -> {
      var held =
          repository
              .lock(by, id, time.instant())
              .orElseThrow(() -> Problem.NOT_FOUND.because("no certificate to act upon: " + id));
      repository.require(held.id(), ifMatch);
      act.on(held);
    });
  }

  private void require(Held held, boolean allowed) {
    if (!allowed || !time.instant().isBefore(held.validTo())) {
      throw Problem.CERTIFICATE_STATE
          .because("credential " + held.id() + " is " + held.state())
          .showing("state", held.state());
    }
  }

  private void end(
      Held held,
      CredentialEnded.State state,
      RevocationReason reason,
      Caller.Person by,
      @Nullable String note) {
    var word = state == CredentialEnded.State.REVOKED ? "revoked" : "suspended";
    var now = time.instant();
    repository.end(held.id(), word, reason, repository.secures(by, held.id(), now), now);
    tell(held, state, reason, by.official().value(), note);
  }

  private void tell(
      Held held,
      CredentialEnded.State state,
      RevocationReason reason,
      @Nullable UUID actor,
      @Nullable String note) {
    var now = time.instant();
    var event =
        switch (state) {
          case SUSPENDED -> "suspended";
          case RESUMED -> "resumed";
          case REVOKED -> "revoked";
        };
    repository.remember(held.id(), event, reason, actor, note, now);
    var facts = new HashMap<String, String>();
    facts.put("kind", held.kind());
    facts.put("holder", held.holder().toString());
    facts.put("reason", reason.code());
    facts.put("serialNumber", Certificates.serialNumber(held.certificate()));
    audit.append(
        new AuditEvent(
            "certificate." + event,
            actor == null ? "schedule" : actor.toString(),
            held.id().toString(),
            facts,
            Map.of()));
    if (state != CredentialEnded.State.RESUMED) {
      keys.forget(new KeyLabel(Credentials.keyLabel(held.id())));
    }
    if (held.ours()) {
      events.publishEvent(new CredentialEnded(held.id(), held.certificate(), state, reason, now));
    }
  }
}
