package vn.antin.auth.oauth2.issue;

import java.util.Map;
import org.springframework.stereotype.Component;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.oauth2.token.FamilyId;
import vn.antin.auth.oauth2.token.HandleKind;
import vn.antin.auth.oauth2.token.Spent;
import vn.antin.auth.oauth2.token.TokenStore;

/** Ends families and leaves a trace of why. */
@Component
final class FamilyAudit {
  private final TokenStore store;
  private final AuditLog audit;

  FamilyAudit(TokenStore store, AuditLog audit) {
    this.store = store;
    this.audit = audit;
  }

  /** The store has seen a handle twice and revoked the family. */
  void replayed(HandleKind kind, Spent.Replayed replay, String presentedBy) {
    String type = kind == HandleKind.CODE ? "oauth2.code-reused" : "oauth2.refresh-replayed";
    audit.append(
        new AuditEvent(
            type,
            presentedBy,
            replay.family().value().toString(),
            Map.of("client", replay.clientId(), "revoked", Boolean.toString(replay.first())),
            Map.of()));
  }

  /** Ends the family; nothing happens when it had ended before. */
  void revoke(FamilyId family, String actor, String because) {
    if (store.revoke(family, because)) {
      audit.append(
          new AuditEvent(
              "oauth2.family-revoked",
              actor,
              family.value().toString(),
              Map.of("because", because),
              Map.of()));
    }
  }
}
