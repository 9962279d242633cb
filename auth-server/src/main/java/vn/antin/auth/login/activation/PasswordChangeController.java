package vn.antin.auth.login.activation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.login.factor.Reauthentication;
import vn.antin.auth.login.password.NewPasswords;
import vn.antin.auth.login.password.PasswordRules;
import vn.antin.auth.session.SessionAuthentication;
import vn.antin.auth.web.SeeOther;

/**
 * Where an official who has just proved who they are chooses another password. The old one is not
 * asked for: who came by passkey may have forgotten it.
 */
@Controller
final class PasswordChangeController {
  private static final String PATH = "/account/factors/password";

  private final NewPasswords passwords;
  private final PasswordRules rules;
  private final Accounts accounts;
  private final Reauthentication reauthentication;

  PasswordChangeController(
      NewPasswords passwords,
      PasswordRules rules,
      Accounts accounts,
      Reauthentication reauthentication) {
    this.passwords = passwords;
    this.rules = rules;
    this.accounts = accounts;
    this.reauthentication = reauthentication;
  }

  @GetMapping(PATH)
  @Nullable ModelAndView show(
      SessionAuthentication official, HttpServletRequest request, HttpServletResponse response) {
    return reauthentication.sendsAway(official, PATH, request, response)
        ? null
        : page(account(official), null);
  }

  @PostMapping(PATH)
  @Nullable ModelAndView set(
      @RequestParam("password") String password,
      @RequestParam("repeated") String repeated,
      SessionAuthentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (reauthentication.sendsAway(official, PATH, request, response)) {
      return null;
    }
    Account account = account(official);
    if (account.federation() != null) {
      return page(account, null);
    }
    Optional<String> problem =
        passwords.change(
            account,
            password,
            repeated,
            official.session().assurance(),
            Optional.of(official.session().id()));
    if (problem.isPresent()) {
      if (problem.get().equals("login.busy")) {
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, "5");
      }
      return page(account, problem.get());
    }
    SeeOther.to("/account/factors", response);
    return null;
  }

  private Account account(SessionAuthentication official) {
    return accounts.find(official.session().account()).orElseThrow();
  }

  private ModelAndView page(Account account, @Nullable String problem) {
    return new ModelAndView(
        "password",
        "page",
        new PasswordPage(
            account.username(), account.federation() != null, rules.shortest(account), problem));
  }
}
