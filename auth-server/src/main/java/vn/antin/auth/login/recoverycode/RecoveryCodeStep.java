package vn.antin.auth.login.recoverycode;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.code.CodeStep;
import vn.antin.auth.login.factor.FactorKind;

/** The step of a login in which a recovery code is typed. */
@Controller
final class RecoveryCodeStep {
  private final CodeStep step;
  private final RecoveryCodes codes;
  private final TransactionTemplate transaction;
  private final AuditLog audit;

  RecoveryCodeStep(
      CodeStep step, RecoveryCodes codes, TransactionTemplate transaction, AuditLog audit) {
    this.step = step;
    this.codes = codes;
    this.transaction = transaction;
    this.audit = audit;
  }

  @GetMapping("/login/recovery-code")
  @Nullable ModelAndView show(
      @RequestParam("flow") String flow, HttpServletRequest request, HttpServletResponse response) {
    return step.show(FactorKind.RECOVERY_CODE, flow, request, response);
  }

  @PostMapping("/login/recovery-code")
  @Nullable ModelAndView check(
      @RequestParam("flow") String flow,
      @RequestParam("code") String code,
      HttpServletRequest request,
      HttpServletResponse response) {
    return step.check(FactorKind.RECOVERY_CODE, this::spend, flow, code, request, response);
  }

  private boolean spend(AccountId account, String typed) {
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          boolean right = codes.spend(account, RecoveryCode.typed(typed));
          if (right) {
            int left = codes.left(account).map(RecoveryCodes.Left::codes).orElse(0);
            audit.append(
                new AuditEvent(
                    "recovery-code.used",
                    account.toString(),
                    account.toString(),
                    Map.of("left", String.valueOf(left)),
                    Map.of()));
          }
          return right;
        }));
  }
}
