package vn.antin.auth.oauth2.decoupled;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.session.Session;

/** Records what an official says to a question, in the caller's transaction. */
@Component
public final class Decisions {
  private final DecoupledRequests requests;
  private final AuditLog audit;
  private final MeterRegistry meters;

  Decisions(DecoupledRequests requests, AuditLog audit, MeterRegistry meters) {
    this.requests = requests;
    this.audit = audit;
    this.meters = meters;
  }

  /**
   * Records yes or no.
   *
   * @return false when the question was not open any more, or not for this official
   */
  public boolean record(RequestKind kind, AskedRequest request, Session session, boolean approved) {
    if (!requests.decide(request.id(), session.account(), session.id(), approved)) {
      return false;
    }
    String outcome = approved ? "approved" : "denied";
    audit.append(
        new AuditEvent(
            "oauth2." + kind.column() + "-" + outcome,
            session.account().toString(),
            request.id().toString(),
            Map.of(
                "client", request.clientId(),
                "scope", String.join(" ", new TreeSet<>(request.scopes())),
                "session", session.id().toString()),
            Map.of("asked-from", request.address(), "decided-from", session.address())));
    meters
        .counter("antin.oauth2.decoupled.decisions", "kind", kind.column(), "outcome", outcome)
        .increment();
    return true;
  }
}
