package vn.antin.auth.login.recoverycode;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.CredentialChanged;
import vn.antin.auth.account.CredentialChanged.Change;
import vn.antin.auth.login.factor.Factor;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.factor.FactorRemoval;
import vn.antin.auth.login.factor.Reauthentication;
import vn.antin.auth.session.SessionAuthentication;
import vn.antin.auth.web.SeeOther;

/**
 * An official's own recovery codes; whoever comes has proved themselves in the last ten minutes.
 */
@Controller
final class RecoveryCodesController {
  private static final String PAGE = "/account/factors/recovery-code";
  private static final Set<FactorKind> REPLACED =
      Set.of(FactorKind.PASSKEY, FactorKind.TOTP, FactorKind.CERTIFICATE);

  private final RecoveryCodes codes;
  private final ObjectProvider<Factor> factors;
  private final Reauthentication reauthentication;
  private final FactorRemoval removal;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final AuditLog audit;

  RecoveryCodesController(
      RecoveryCodes codes,
      ObjectProvider<Factor> factors,
      Reauthentication reauthentication,
      FactorRemoval removal,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      AuditLog audit) {
    this.codes = codes;
    this.factors = factors;
    this.reauthentication = reauthentication;
    this.removal = removal;
    this.transaction = transaction;
    this.events = events;
    this.audit = audit;
  }

  @GetMapping(PAGE)
  @Nullable ModelAndView show(
      SessionAuthentication official, HttpServletRequest request, HttpServletResponse response) {
    return reauthentication.sendsAway(official, PAGE, request, response)
        ? null
        : page(official.session().account(), List.of(), null);
  }

  /** The answer is the only page that ever shows these codes, so it is no redirect. */
  @PostMapping(PAGE)
  @Nullable ModelAndView renew(
      SessionAuthentication official, HttpServletRequest request, HttpServletResponse response) {
    if (reauthentication.sendsAway(official, PAGE, request, response)) {
      return null;
    }
    AccountId account = official.session().account();
    if (!useful(account)) {
      return page(account, List.of(), null);
    }
    List<RecoveryCode> list =
        transaction.execute(status -> {
          boolean had = codes.left(account).isPresent();
          List<RecoveryCode> made = codes.renew(account);
          tell(account, "recovery-codes.made", had ? Change.UPDATED : Change.CREATED);
          return made;
        });
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    return page(account, list, null);
  }

  @PostMapping(PAGE + "/remove")
  @Nullable ModelAndView remove(
      SessionAuthentication official, HttpServletRequest request, HttpServletResponse response) {
    if (reauthentication.sendsAway(official, PAGE, request, response)) {
      return null;
    }
    AccountId account = official.session().account();
    boolean kept =
        removal.refused(
            account,
            () -> {
              if (codes.remove(account)) {
                tell(account, "recovery-codes.removed", Change.REVOKED);
              }
            });
    return kept
        ? page(account, List.of(), "factors.last-needed")
        : SeeOther.to("/account/factors", response);
  }

  /** They stand in for another factor; alone, each change of a factor would cost one. */
  private boolean useful(AccountId account) {
    return factors.stream()
        .anyMatch(factor -> REPLACED.contains(factor.kind()) && factor.enrolled(account));
  }

  private void tell(AccountId account, String type, Change change) {
    audit.append(new AuditEvent(type, account.toString(), account.toString(), Map.of(), Map.of()));
    events.publishEvent(
        new CredentialChanged(account, CredentialChanged.Kind.RECOVERY_CODES, change));
  }

  private ModelAndView page(AccountId account, List<RecoveryCode> list, @Nullable String problem) {
    Optional<RecoveryCodes.Left> left = codes.left(account);
    List<String> printed = list.stream().map(RecoveryCode::printed).toList();
    String file = String.join("\r\n", printed) + "\r\n";
    return new ModelAndView(
        "account-recovery-codes",
        "page",
        new RecoveryCodesPage(
            left.map(RecoveryCodes.Left::codes).orElse(-1),
            useful(account),
            left.map(RecoveryCodes.Left::madeAt).orElse(null),
            printed,
            "data:text/plain;base64,"
                + Base64.getEncoder().encodeToString(file.getBytes(StandardCharsets.US_ASCII)),
            problem));
  }
}
