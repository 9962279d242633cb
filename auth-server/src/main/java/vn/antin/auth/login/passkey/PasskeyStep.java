package vn.antin.auth.login.passkey;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.factor.LoginInProgress;
import vn.antin.auth.login.factor.Logins;
import vn.antin.auth.login.factor.Proof;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.web.SeeOther;

/** The passkey step of a login; the login page itself posts here too. */
@Controller
final class PasskeyStep {
  private final Logins logins;
  private final PasskeyLogin passkeys;

  PasskeyStep(Logins logins, PasskeyLogin passkeys) {
    this.logins = logins;
    this.passkeys = passkeys;
  }

  @GetMapping("/login/passkey")
  @Nullable ModelAndView show(
      @RequestParam("flow") String flow, HttpServletRequest request, HttpServletResponse response) {
    Optional<LoginInProgress> login = logins.find(flow, request);
    return login.isEmpty() ? SeeOther.to(Logins.EXPIRED, response) : page(login.get(), null);
  }

  @PostMapping("/login/passkey/options")
  ResponseEntity<Map<String, Object>> options(
      @RequestParam("flow") String flow, HttpServletRequest request) {
    return logins
        .find(flow, request)
        .map(login ->
            ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(passkeys.options(login)))
        .orElseGet(() -> ResponseEntity.status(HttpStatus.GONE).build());
  }

  @PostMapping("/login/passkey")
  @Nullable ModelAndView check(
      @RequestParam("flow") String flow,
      @RequestParam("response") String answer,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<LoginInProgress> found = logins.find(flow, request);
    if (found.isEmpty() || !logins.attempt(found.get())) {
      return SeeOther.to(Logins.EXPIRED, response);
    }
    LoginInProgress login = found.get();
    return switch (passkeys.check(login, answer)) {
      case PasskeyCheck.Accepted(Passkey passkey)
          when login.account() != null && !passkey.account().equals(login.account()) -> {
        logins.refused(login, FactorKind.PASSKEY, "other-account", request);
        yield page(login, "passkey.other-account");
      }
      case PasskeyCheck.Accepted(Passkey passkey) ->
          SeeOther.to(logins.passed(login, proof(passkey), request, response), response);
      case PasskeyCheck.Refused(String reason) -> {
        logins.refused(login, FactorKind.PASSKEY, reason, request);
        yield page(login, "passkey.refused");
      }
      case PasskeyCheck.Copied() -> {
        logins.refused(login, FactorKind.PASSKEY, "copied", request);
        yield page(login, "passkey.copied");
      }
    };
  }

  /** A key that may travel is software to those who ask ({@code swk}, RFC 8176). */
  private static Proof proof(Passkey passkey) {
    return new Proof(
        passkey.account(),
        FactorKind.PASSKEY,
        List.of(passkey.synced() ? "swk" : "hwk", "user"),
        Assurance.PHISHING_RESISTANT);
  }

  private static ModelAndView page(LoginInProgress login, @Nullable String problem) {
    return new ModelAndView(
        "login-passkey", "page", new PasskeyStepPage(login.id(), Logins.choice(login), problem));
  }
}
