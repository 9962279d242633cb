package vn.antin.auth.login.activation;

import jakarta.servlet.http.HttpServletResponse;
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
import vn.antin.auth.account.Password;
import vn.antin.auth.account.PasswordPolicy;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.account.TooManyHashes;
import vn.antin.auth.login.password.PasswordRules;

/**
 * The page behind a link to set a password, or where the code of a slip is typed in. Looking at it
 * spends nothing.
 */
@Controller
final class ActivationController {
  private final Activations activations;
  private final SecretHashes hashes;
  private final PasswordRules rules;

  ActivationController(Activations activations, SecretHashes hashes, PasswordRules rules) {
    this.activations = activations;
    this.rules = rules;
    this.hashes = hashes;
  }

  @GetMapping("/activate")
  ModelAndView show(@RequestParam(defaultValue = "") String token, HttpServletResponse response) {
    if (token.isBlank()) {
      return new ModelAndView("activate-code");
    }
    return activations
        .find(new OneTimeSecret(token))
        .map(account -> page(token, account, null))
        .orElseGet(() -> notGood(response));
  }

  @PostMapping("/activate")
  @Nullable ModelAndView set(
      @RequestParam String token,
      @RequestParam String password,
      @RequestParam String repeated,
      HttpServletResponse response) {
    OneTimeSecret link = new OneTimeSecret(token);
    Optional<Account> account = activations.find(link);
    if (account.isEmpty()) {
      return notGood(response);
    }
    Password chosen = new Password(password);
    if (!chosen.equals(new Password(repeated))) {
      return page(token, account.get(), "activate.different");
    }
    Optional<PasswordPolicy.Weakness> weakness = rules.weakness(chosen, account.get());
    if (weakness.isPresent()) {
      String key = "activate." + weakness.get().name().toLowerCase(Locale.ROOT);
      return page(token, account.get(), key);
    }
    try {
      if (!activations.redeem(link, hashes.hash(chosen))) {
        return notGood(response);
      }
    } catch (TooManyHashes e) {
      response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
      response.setHeader(HttpHeaders.RETRY_AFTER, "5");
      return page(token, account.get(), "login.busy");
    }
    response.setStatus(HttpStatus.SEE_OTHER.value());
    response.setHeader(HttpHeaders.LOCATION, "/activated");
    return null;
  }

  @GetMapping("/activated")
  ModelAndView done() {
    return new ModelAndView("activated");
  }

  private ModelAndView page(String token, Account account, @Nullable String problem) {
    return new ModelAndView(
        "activate",
        "page",
        new ActivationPage(
            token, account.username(), account.displayName(), rules.shortest(account), problem));
  }

  private static ModelAndView notGood(HttpServletResponse response) {
    response.setStatus(HttpStatus.GONE.value());
    return new ModelAndView("activate-expired");
  }
}
