package vn.antin.auth.login;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.factor.LoginInProgress;
import vn.antin.auth.login.factor.Proof;
import vn.antin.auth.web.ClientAddress;

/** Counts the steps of logins and writes them into the audit log. */
@Component
final class LoginRecord {
  private final AuditLog audit;
  private final MeterRegistry meters;

  LoginRecord(AuditLog audit, MeterRegistry meters) {
    this.audit = audit;
    this.meters = meters;
  }

  /** A factor was proved; that of a password is in the record of passwords already. */
  void proved(Proof proof, HttpServletRequest request) {
    count(proof.kind(), "ok");
    if (proof.kind() != FactorKind.PASSWORD) {
      append("login.factor-passed", proof.account(), proof.kind(), Map.of(), request);
    }
  }

  void refused(LoginInProgress login, FactorKind kind, String reason, HttpServletRequest request) {
    count(kind, reason);
    append("login.factor-refused", login.account(), kind, Map.of("reason", reason), request);
  }

  private void count(FactorKind kind, String outcome) {
    meters.counter("antin.login.factors", "factor", kind.path(), "outcome", outcome).increment();
  }

  private void append(
      String type,
      @Nullable AccountId account,
      FactorKind kind,
      Map<String, String> more,
      HttpServletRequest request) {
    Map<String, String> facts = new HashMap<>(more);
    facts.put("factor", kind.path());
    String id = account == null ? null : account.toString();
    audit.append(
        new AuditEvent(
            type,
            type.equals("login.factor-passed") ? id : null,
            id,
            facts,
            Map.of("address", ClientAddress.of(request).value())));
  }
}
