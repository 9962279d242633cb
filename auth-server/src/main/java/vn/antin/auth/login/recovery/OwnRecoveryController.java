package vn.antin.auth.login.recovery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.Password;
import vn.antin.auth.account.PasswordPolicy;
import vn.antin.auth.account.SecretHashes;
import vn.antin.auth.account.TooManyHashes;
import vn.antin.auth.account.Username;
import vn.antin.auth.login.factor.LoginInProgress;
import vn.antin.auth.login.factor.Logins;
import vn.antin.auth.login.password.PasswordRules;
import vn.antin.auth.web.ClientAddress;
import vn.antin.auth.web.SeeOther;

/**
 * The pages by which an official replaces a forgotten password. They belong to a login in progress,
 * so only the browser that began it gets on, and go back to it in the end.
 */
@Controller
@RequestMapping(OwnRecoveryController.PATH)
final class OwnRecoveryController {
  static final String PATH = "/login/recovery";

  private final Logins logins;
  private final OwnRecoveries rows;
  private final OwnRecoverySteps steps;
  private final Accounts accounts;
  private final SecretHashes hashes;
  private final PasswordRules rules;

  OwnRecoveryController(
      Logins logins,
      OwnRecoveries rows,
      OwnRecoverySteps steps,
      Accounts accounts,
      SecretHashes hashes,
      PasswordRules rules) {
    this.logins = logins;
    this.rows = rows;
    this.steps = steps;
    this.accounts = accounts;
    this.hashes = hashes;
    this.rules = rules;
  }

  @GetMapping
  @Nullable ModelAndView show(
      @RequestParam("flow") String flow, HttpServletRequest request, HttpServletResponse response) {
    return login(flow, request, response).isEmpty() ? null : page(rows.find(flow), flow, null);
  }

  @PostMapping("/name")
  @Nullable ModelAndView name(
      @RequestParam("flow") String flow,
      @RequestParam("username") String username,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (!attempted(flow, request, response)) {
      return null;
    }
    if (!steps.begin(flow, new Username(username), ClientAddress.of(request))) {
      return page(Optional.empty(), flow, "mail.recovery.too-many");
    }
    SeeOther.to(PATH + "?flow=" + flow, response);
    return null;
  }

  @PostMapping("/mail")
  @Nullable ModelAndView mail(
      @RequestParam("flow") String flow,
      @RequestParam("code") String code,
      HttpServletRequest request,
      HttpServletResponse response) {
    return step(
        flow, request, response, recovery -> steps.mailCode(recovery, code), "recovery.wrong");
  }

  @PostMapping("/second")
  @Nullable ModelAndView second(
      @RequestParam("flow") String flow,
      @RequestParam("code") String code,
      HttpServletRequest request,
      HttpServletResponse response) {
    ClientAddress address = ClientAddress.of(request);
    return step(
        flow,
        request,
        response,
        recovery -> steps.secondCode(recovery, code, address),
        "recovery.wrong-second");
  }

  private interface Step {
    boolean passed(OwnRecovery recovery);
  }

  private @Nullable ModelAndView step(
      String flow,
      HttpServletRequest request,
      HttpServletResponse response,
      Step step,
      String problem) {
    if (!attempted(flow, request, response)) {
      return null;
    }
    Optional<OwnRecovery> recovery = rows.find(flow);
    if (recovery.isPresent() && !step.passed(recovery.get())) {
      return page(recovery, flow, "mail." + problem);
    }
    SeeOther.to(PATH + "?flow=" + flow, response);
    return null;
  }

  @PostMapping("/password")
  @Nullable ModelAndView password(
      @RequestParam("flow") String flow,
      @RequestParam("password") String typed,
      @RequestParam("repeated") String repeated,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (!attempted(flow, request, response)) {
      return null;
    }
    Optional<OwnRecovery> recovery = rows.find(flow).filter(OwnRecovery::secondProven);
    if (recovery.isEmpty()) {
      SeeOther.to(PATH + "?flow=" + flow, response);
      return null;
    }
    Password chosen = new Password(typed);
    if (!chosen.equals(new Password(repeated))) {
      return page(recovery, flow, "activate.different");
    }
    Optional<PasswordPolicy.Weakness> weakness =
        owner(recovery.get()).flatMap(account -> rules.weakness(chosen, account));
    if (weakness.isPresent()) {
      return page(recovery, flow, "activate." + weakness.get().name().toLowerCase(Locale.ROOT));
    }
    try {
      steps.finish(flow, hashes.hash(chosen));
    } catch (TooManyHashes e) {
      response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
      response.setHeader(HttpHeaders.RETRY_AFTER, "5");
      return page(recovery, flow, "login.busy");
    }
    SeeOther.to("/login?flow=" + flow, response);
    return null;
  }

  private ModelAndView page(Optional<OwnRecovery> recovery, String flow, @Nullable String problem) {
    return new ModelAndView(
        "recovery",
        "page",
        new OwnRecoveryPage(
            flow,
            steps.offered() ? recovery.map(this::step).orElse("name") : "closed",
            recovery.filter(OwnRecovery::secondProven).map(this::username).orElse(""),
            recovery.flatMap(this::owner).map(rules::shortest).orElse(PasswordPolicy.SHORTEST),
            problem));
  }

  private String step(OwnRecovery recovery) {
    AccountId account = recovery.account();
    if (account == null || !recovery.mailProven()) {
      return "mail";
    }
    if (recovery.secondProven()) {
      return "password";
    }
    return steps.hasSecond(account) ? "second" : "stuck";
  }

  private String username(OwnRecovery recovery) {
    return owner(recovery).map(Account::username).orElse("");
  }

  private Optional<Account> owner(OwnRecovery recovery) {
    return Optional.ofNullable(recovery.account()).flatMap(accounts::find);
  }

  private Optional<LoginInProgress> login(
      String flow, HttpServletRequest request, HttpServletResponse response) {
    Optional<LoginInProgress> login = logins.find(flow, request);
    if (login.isEmpty()) {
      SeeOther.to(Logins.EXPIRED, response);
    }
    return login;
  }

  private boolean attempted(String flow, HttpServletRequest request, HttpServletResponse response) {
    Optional<LoginInProgress> login = login(flow, request, response);
    if (login.isEmpty()) {
      return false;
    }
    if (!steps.offered()) {
      SeeOther.to(PATH + "?flow=" + flow, response);
      return false;
    }
    if (!logins.attempt(login.get())) {
      SeeOther.to(Logins.EXPIRED, response);
      return false;
    }
    return true;
  }
}
