package vn.antin.auth.login.code;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.CodeAttempts;
import vn.antin.auth.login.factor.CodeAttempts.Judgement;
import vn.antin.auth.login.factor.CodeCeiling;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.factor.LoginInProgress;
import vn.antin.auth.login.factor.Logins;
import vn.antin.auth.login.factor.Proof;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.web.ClientAddress;
import vn.antin.auth.web.SeeOther;

/**
 * Shows the step and judges what was typed. It comes after a first proof, so it knows the account.
 */
@Component
public final class CodeStep {
  private static final String CLOSED = "code.closed";

  private final Logins logins;
  private final CodeAttempts attempts;
  private final CodeCeiling ceiling;

  CodeStep(Logins logins, CodeAttempts attempts, CodeCeiling ceiling) {
    this.logins = logins;
    this.attempts = attempts;
    this.ceiling = ceiling;
  }

  /** Spends a code of an account; false when it is not right. */
  public interface Spending {
    boolean spend(AccountId account, String code);
  }

  /** The page of a kind of code; null when the browser is sent elsewhere. */
  public @Nullable ModelAndView show(
      FactorKind kind, String flow, HttpServletRequest request, HttpServletResponse response) {
    Optional<LoginInProgress> login = logins.find(flow, request);
    AccountId account = login.map(LoginInProgress::account).orElse(null);
    if (login.isEmpty() || account == null) {
      return SeeOther.to(Logins.EXPIRED, response);
    }
    return login.get().begun()
        ? page(kind, login.get(), ceiling.closed(account, kind) ? CLOSED : null, 0)
        : SeeOther.to(Logins.choice(login.get()), response);
  }

  /** Judges a code and goes on, or shows the page again. */
  public @Nullable ModelAndView check(
      FactorKind kind,
      Spending spending,
      String flow,
      String code,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<LoginInProgress> found = logins.find(flow, request);
    AccountId account = found.map(LoginInProgress::account).orElse(null);
    if (found.isEmpty() || account == null || !logins.attempt(found.get())) {
      return SeeOther.to(Logins.EXPIRED, response);
    }
    LoginInProgress login = found.get();
    if (!login.begun()) {
      return SeeOther.to(Logins.choice(login), response);
    }
    ClientAddress address = ClientAddress.of(request);
    return switch (attempts.judge(account, kind, address, () -> spending.spend(account, code))) {
      case Judgement.Throttled(Duration delay) -> {
        logins.refused(login, kind, "throttled", request);
        yield page(kind, login, "code.throttled", delay.toMinutes() + 1);
      }
      case Judgement.Closed() -> {
        logins.refused(login, kind, "closed", request);
        yield page(kind, login, CLOSED, 0);
      }
      case Judgement.Wrong(boolean closed) -> {
        logins.refused(login, kind, "wrong", request);
        yield page(kind, login, closed ? CLOSED : "code.wrong", 0);
      }
      case Judgement.Right() -> {
        Proof proof = new Proof(account, kind, List.of("otp"), Assurance.PASSWORD);
        yield SeeOther.to(logins.passed(login, proof, request, response), response);
      }
    };
  }

  private static ModelAndView page(
      FactorKind kind, LoginInProgress login, @Nullable String problem, long minutes) {
    return new ModelAndView(
        "login-code",
        "page",
        new CodePage(
            login.id(),
            kind.path(),
            "/login/" + kind.path(),
            kind == FactorKind.TOTP,
            Logins.choice(login),
            problem,
            minutes));
  }
}
