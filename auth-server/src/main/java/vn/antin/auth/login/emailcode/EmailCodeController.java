package vn.antin.auth.login.emailcode;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.CodeCeiling;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.factor.LoginInProgress;
import vn.antin.auth.login.factor.Logins;
import vn.antin.auth.login.factor.Proof;
import vn.antin.auth.login.factor.Throttle;
import vn.antin.auth.mail.MailAddress;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.web.ClientAddress;
import vn.antin.auth.web.SeeOther;

/** The step of a login that asks for a mailed code. Its first look has one mailed. */
@Controller
final class EmailCodeController {
  private static final String PATH = "/login/email-code";
  private static final String CLOSED = "code.closed";

  private final Logins logins;
  private final ProvenAddresses addresses;
  private final MailCodes codes;
  private final Throttle throttle;
  private final CodeCeiling ceiling;
  private final EmailCodeFactor factor;

  EmailCodeController(
      Logins logins,
      ProvenAddresses addresses,
      MailCodes codes,
      Throttle throttle,
      CodeCeiling ceiling,
      EmailCodeFactor factor) {
    this.logins = logins;
    this.addresses = addresses;
    this.codes = codes;
    this.throttle = throttle;
    this.ceiling = ceiling;
    this.factor = factor;
  }

  /** A login that has come to this step. */
  private record Step(LoginInProgress login, AccountId official, MailAddress address) {}

  @GetMapping(PATH)
  @Nullable ModelAndView show(
      @RequestParam("flow") String flow, HttpServletRequest request, HttpServletResponse response) {
    Optional<Step> step = step(flow, request, response);
    if (step.isEmpty()) {
      return null;
    }
    if (closed(step.get())) {
      return page(step.get(), null, CLOSED);
    }
    boolean mailed =
        codes.sent(CodePurpose.LOGIN, flow)
            || codes.send(step.get().official(), step.get().address(), CodePurpose.LOGIN, flow);
    return page(step.get(), null, mailed ? null : "mail.code.too-many");
  }

  @PostMapping(PATH + "/send")
  @Nullable ModelAndView send(
      @RequestParam("flow") String flow, HttpServletRequest request, HttpServletResponse response) {
    Optional<Step> step = step(flow, request, response);
    if (step.isEmpty()) {
      return null;
    }
    if (closed(step.get())) {
      return page(step.get(), null, CLOSED);
    }
    return codes.send(step.get().official(), step.get().address(), CodePurpose.LOGIN, flow)
        ? page(step.get(), "mail.code.sent-again", null)
        : page(step.get(), null, "mail.code.too-soon");
  }

  @PostMapping(PATH)
  @Nullable ModelAndView check(
      @RequestParam("flow") String flow,
      @RequestParam("code") String typed,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<Step> found = step(flow, request, response);
    if (found.isEmpty()) {
      return null;
    }
    Step step = found.get();
    if (!logins.attempt(step.login())) {
      return SeeOther.to(Logins.EXPIRED, response);
    }
    ClientAddress address = ClientAddress.of(request);
    Throttle.Count count = throttle.attempt(step.official(), address);
    if (count.throttled()) {
      logins.refused(step.login(), FactorKind.EMAIL_CODE, "throttled", request);
      return page(step, null, "mail.code.throttled");
    }
    Optional<CodeCeiling.Attempt> attempt = ceiling.attempt(step.official(), FactorKind.EMAIL_CODE);
    if (attempt.isEmpty()) {
      logins.refused(step.login(), FactorKind.EMAIL_CODE, "closed", request);
      return page(step, null, CLOSED);
    }
    return switch (codes.redeem(step.official(), CodePurpose.LOGIN, flow, typed)) {
      case CodeCheck.Right(MailAddress _) -> {
        ceiling.right(attempt.get());
        throttle.takeBack(step.official(), address);
        throttle.forgive(step.official());
        Proof proof =
            new Proof(step.official(), FactorKind.EMAIL_CODE, List.of("otp"), Assurance.PASSWORD);
        yield SeeOther.to(logins.passed(step.login(), proof, request, response), response);
      }
      case CodeCheck.Wrong() -> {
        ceiling.wrong(attempt.get());
        logins.refused(step.login(), FactorKind.EMAIL_CODE, "wrong", request);
        yield page(step, null, closed(step) ? CLOSED : "mail.code.wrong");
      }
      case CodeCheck.Over() -> {
        // It may have been right, only late; but guesses that ran out stay guesses.
        ceiling.wrong(attempt.get());
        logins.refused(step.login(), FactorKind.EMAIL_CODE, "expired", request);
        yield page(step, null, "mail.code.over");
      }
    };
  }

  private boolean closed(Step step) {
    return ceiling.closed(step.official(), FactorKind.EMAIL_CODE);
  }

  /** Empty when the browser has been sent elsewhere. */
  private Optional<Step> step(
      String flow, HttpServletRequest request, HttpServletResponse response) {
    Optional<LoginInProgress> found = logins.find(flow, request);
    if (found.isEmpty()) {
      SeeOther.to(Logins.EXPIRED, response);
      return Optional.empty();
    }
    LoginInProgress login = found.get();
    AccountId official = login.account();
    Optional<Step> step =
        official == null
                || !login.begun()
                || !login.allowed().contains(FactorKind.EMAIL_CODE)
                || !factor.enrolled(official)
            ? Optional.empty()
            : addresses.find(official).map(address -> new Step(login, official, address));
    if (step.isEmpty()) {
      SeeOther.to(Logins.choice(login), response);
    }
    return step;
  }

  private static ModelAndView page(Step step, @Nullable String said, @Nullable String problem) {
    return new ModelAndView(
        "email-code",
        "page",
        new EmailCodePage(
            PATH,
            step.login().id(),
            step.address().hint(),
            Logins.choice(step.login()),
            said,
            problem));
  }
}
