package vn.antin.auth.login.activation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
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
import vn.antin.auth.account.Password;
import vn.antin.auth.account.PasswordPolicy;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.account.TooManyHashes;
import vn.antin.auth.login.factor.Reauthentication;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.SessionAuthentication;

/**
 * Where an official who has just proved who they are chooses another password. The old one is not
 * asked for: who came by passkey may have forgotten it.
 */
@Controller
final class PasswordChangeController {
  private static final String PATH = "/account/factors/password";
  private static final Duration RECENT = Duration.ofMinutes(10);

  private final PasswordChange change;
  private final Accounts accounts;
  private final SecretHashes hashes;
  private final Reauthentication reauthentication;

  PasswordChangeController(
      PasswordChange change,
      Accounts accounts,
      SecretHashes hashes,
      Reauthentication reauthentication) {
    this.change = change;
    this.accounts = accounts;
    this.hashes = hashes;
    this.reauthentication = reauthentication;
  }

  @GetMapping(PATH)
  @Nullable ModelAndView show(
      SessionAuthentication official, HttpServletRequest request, HttpServletResponse response) {
    return elsewhere(official, request, response) ? null : page(account(official), null);
  }

  @PostMapping(PATH)
  @Nullable ModelAndView set(
      @RequestParam("password") String password,
      @RequestParam("repeated") String repeated,
      SessionAuthentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (elsewhere(official, request, response)) {
      return null;
    }
    Account account = account(official);
    if (account.federation() != null) {
      return page(account, null);
    }
    Password chosen = new Password(password);
    if (!chosen.equals(new Password(repeated))) {
      return page(account, "activate.different");
    }
    Optional<PasswordPolicy.Weakness> weakness =
        PasswordPolicy.weakness(chosen, account.username());
    if (weakness.isPresent()) {
      return page(account, "activate." + weakness.get().name().toLowerCase(Locale.ROOT));
    }
    try {
      change.set(official.session(), hashes.hash(chosen));
    } catch (TooManyHashes e) {
      response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
      response.setHeader(HttpHeaders.RETRY_AFTER, "5");
      return page(account, "login.busy");
    }
    seeOther("/account/factors", response);
    return null;
  }

  private boolean elsewhere(
      SessionAuthentication official, HttpServletRequest request, HttpServletResponse response) {
    Optional<String> first =
        reauthentication
            .needed(official, Assurance.TWO_FACTOR, RECENT, PATH, request, response)
            .map(Object::toString);
    first.ifPresent(target -> seeOther(target, response));
    return first.isPresent();
  }

  private Account account(SessionAuthentication official) {
    return accounts.find(official.session().account()).orElseThrow();
  }

  private static ModelAndView page(Account account, @Nullable String problem) {
    return new ModelAndView(
        "password",
        "page",
        new PasswordPage(
            account.username(), account.federation() != null, PasswordPolicy.SHORTEST, problem));
  }

  private static void seeOther(String target, HttpServletResponse response) {
    response.setHeader(HttpHeaders.LOCATION, target);
    response.setStatus(HttpStatus.SEE_OTHER.value());
  }
}
