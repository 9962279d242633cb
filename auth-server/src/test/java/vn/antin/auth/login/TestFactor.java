package vn.antin.auth.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.Factor;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.factor.LoginInProgress;
import vn.antin.auth.login.factor.Logins;
import vn.antin.auth.login.factor.Proof;
import vn.antin.auth.session.Assurance;

/** A second factor that is always right, for the accounts that have it; not even by a secret. */
final class TestFactor implements Factor {
  private final Set<AccountId> enrolled = ConcurrentHashMap.newKeySet();

  void enrol(AccountId account) {
    enrolled.add(account);
  }

  @Override
  public FactorKind kind() {
    return FactorKind.TOTP;
  }

  @Override
  public boolean identifies() {
    return false;
  }

  @Override
  public boolean enrolled(AccountId account) {
    return enrolled.contains(account);
  }

  @Override
  public String page() {
    return "/login/test-code";
  }

  /** Puts it in. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Setup {
    @Bean
    TestFactor testFactor() {
      return new TestFactor();
    }

    @Bean
    TestFactorPage testFactorPage(Logins logins) {
      return new TestFactorPage(logins);
    }
  }

  /** Its step: the form names the account that proves itself. */
  @TestComponent
  @RestController
  static final class TestFactorPage {
    private final Logins logins;

    TestFactorPage(Logins logins) {
      this.logins = logins;
    }

    @GetMapping("/login/test-code")
    ResponseEntity<String> show(@RequestParam String flow, HttpServletRequest request) {
      return logins
          .find(flow, request)
          .map(login ->
              ResponseEntity.ok()
                  .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                  .body(
                      """
                      <!doctype html><html lang="vi"><title>Mã</title><h1>Mã thử</h1>
                      <form method="post" action="/login/test-code">
                      <input type="hidden" name="flow" value="%s">
                      <input type="hidden" name="account" value="%s">
                      <button>OK</button></form>
                      """
                          .formatted(login.id(), login.account())))
          .orElseGet(() -> seeOther(Logins.EXPIRED));
    }

    @PostMapping("/login/test-code")
    ResponseEntity<String> check(
        @RequestParam String flow,
        @RequestParam String account,
        HttpServletRequest request,
        HttpServletResponse response) {
      LoginInProgress login = logins.find(flow, request).orElse(null);
      if (login == null || !logins.attempt(login)) {
        return seeOther(Logins.EXPIRED);
      }
      Proof proof =
          new Proof(AccountId.of(account), FactorKind.TOTP, List.of("otp"), Assurance.PASSWORD);
      return seeOther(logins.passed(login, proof, request, response));
    }

    private static ResponseEntity<String> seeOther(String to) {
      return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(to)).build();
    }
  }
}
