package vn.antin.auth.login.device;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.Session;

/** What officials see and say on the device where they are logged in. */
@Component
public final class DeviceInbox {
  /** What an official has at hand in the very browser that proves it. */
  private static final Set<FactorKind> OWN =
      Set.of(
          FactorKind.PASSKEY,
          FactorKind.CERTIFICATE,
          FactorKind.TOTP,
          FactorKind.EMAIL_CODE,
          FactorKind.RECOVERY_CODE);

  private final DeviceApprovals approvals;
  private final TransactionTemplate transaction;
  private final AuditLog audit;

  DeviceInbox(DeviceApprovals approvals, TransactionTemplate transaction, AuditLog audit) {
    this.approvals = approvals;
    this.transaction = transaction;
    this.audit = audit;
  }

  /** The logins that this session may say yes to. */
  public List<WaitingLogin> waiting(Session session) {
    return approvals.waiting(session.account()).stream()
        .filter(login -> may(session, login.proven()))
        .toList();
  }

  /**
   * Whether a session may vouch for a login elsewhere: two factors opened it, none of them a
   * remembered browser, and nobody else uses the computer. A yes on another device was not given
   * here: who has come in by one cannot pass it on.
   *
   * @param proven whether another factor stands behind that login; otherwise a passkey or a
   *     certificate has to have opened the session
   */
  static boolean may(Session session, boolean proven) {
    return session.assurance().meets(proven ? Assurance.TWO_FACTOR : Assurance.PHISHING_RESISTANT)
        && provedHere(session)
        && !session.remembered()
        && !session.counter()
        && !session.limited();
  }

  private static boolean provedHere(Session session) {
    return !session.factors().contains(FactorKind.DEVICE.path())
        || OWN.stream().anyMatch(kind -> session.factors().contains(kind.path()));
  }

  Optional<WaitingLogin> find(UUID id, Session session) {
    return waiting(session).stream().filter(login -> login.id().equals(id)).findFirst();
  }

  /**
   * Takes the answer.
   *
   * @param number what the official typed; null for no
   * @return whether it was yes; empty when it comes too late
   */
  Optional<Boolean> decide(WaitingLogin login, Session session, @Nullable String number) {
    Optional<Boolean> decided =
        transaction.execute(status -> {
          Optional<Boolean> answer = approvals.decide(login.id(), session, number);
          answer.ifPresent(yes ->
              audit.append(
                  new AuditEvent(
                      yes ? "device.approved" : "device.denied",
                      session.account().toString(),
                      login.id().toString(),
                      Map.of(
                          "session",
                          session.id().toString(),
                          "reason",
                          yes || number != null ? "number" : "not-me"),
                      Map.of("asked-from", login.address(), "decided-from", session.address()))));
          return answer;
        });
    return decided == null ? Optional.empty() : decided;
  }
}
