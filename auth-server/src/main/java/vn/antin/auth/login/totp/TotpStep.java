package vn.antin.auth.login.totp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.login.code.CodeStep;
import vn.antin.auth.login.factor.FactorKind;

/** The step of a login in which an app's code is typed. */
@Controller
final class TotpStep {
  private final CodeStep step;
  private final Apps apps;

  TotpStep(CodeStep step, Apps apps) {
    this.step = step;
    this.apps = apps;
  }

  @GetMapping("/login/totp")
  @Nullable ModelAndView show(
      @RequestParam("flow") String flow, HttpServletRequest request, HttpServletResponse response) {
    return step.show(FactorKind.TOTP, flow, request, response);
  }

  @PostMapping("/login/totp")
  @Nullable ModelAndView check(
      @RequestParam("flow") String flow,
      @RequestParam("code") String code,
      HttpServletRequest request,
      HttpServletResponse response) {
    return step.check(
        FactorKind.TOTP,
        (account, typed) -> apps.spend(account, AppsController.digits(typed)),
        flow,
        code,
        request,
        response);
  }
}
