package vn.antin.auth.login.certificate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.login.certificate.CertificateCheck.Accepted;
import vn.antin.auth.login.certificate.CertificateCheck.Reason;
import vn.antin.auth.login.certificate.CertificateCheck.Refused;
import vn.antin.auth.login.certificate.CertificateMapping.Holder;
import vn.antin.auth.login.certificate.Tickets.Origin;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.factor.LoginInProgress;
import vn.antin.auth.login.factor.Logins;
import vn.antin.auth.login.factor.Proof;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.web.SeeOther;

/**
 * The certificate step of a login: from here to the origin that asks for certificates, and back.
 * Links lead there rather than a form, because {@code form-action} would bind every redirect after
 * it.
 */
@Controller
final class CertificateController {
  private final Logins logins;
  private final Tickets tickets;
  private final CertificateFactor factor;
  private final CertificateMapping mapping;
  private final RegisteredCertificates registered;

  CertificateController(
      Logins logins,
      Tickets tickets,
      CertificateFactor factor,
      CertificateMapping mapping,
      RegisteredCertificates registered) {
    this.logins = logins;
    this.tickets = tickets;
    this.factor = factor;
    this.mapping = mapping;
    this.registered = registered;
  }

  @GetMapping("/login/certificate")
  @Nullable ModelAndView show(
      @RequestParam String flow, HttpServletRequest request, HttpServletResponse response) {
    return logins
        .find(flow, request)
        .filter(login -> factor.identifies())
        .map(login -> page(login, null))
        .orElseGet(() -> SeeOther.to(Logins.EXPIRED, response));
  }

  /** Off to the other origin. */
  @GetMapping("/login/certificate/go")
  @Nullable ModelAndView go(
      @RequestParam String flow, HttpServletRequest request, HttpServletResponse response) {
    Optional<URI> there = factor.address();
    Optional<LoginInProgress> login =
        logins.find(flow, request).filter(found -> there.isPresent() && logins.attempt(found));
    if (login.isEmpty()) {
      return SeeOther.to(Logins.EXPIRED, response);
    }
    Ticket ticket = tickets.begin(Origin.login(login.get().id()));
    return SeeOther.to(ProofController.address(there.orElseThrow(), ticket), response);
  }

  /** Back again: only in the browser that began this login is the ticket worth anything. */
  @GetMapping("/login/certificate/back")
  @Nullable ModelAndView back(
      @RequestParam(defaultValue = "") String ticket,
      HttpServletRequest request,
      HttpServletResponse response) {
    Ticket home = new Ticket(ticket);
    Optional<LoginInProgress> login =
        tickets
            .homeward(home)
            .flatMap(origin -> Optional.ofNullable(origin.flow()))
            .flatMap(flow -> logins.find(flow, request));
    Optional<CertificateCheck> check =
        login.flatMap(found -> tickets.redeem(home, Origin.login(found.id())));
    return check.isEmpty()
        ? SeeOther.to(Logins.EXPIRED, response)
        : decide(login.orElseThrow(), check.get(), request, response);
  }

  private @Nullable ModelAndView decide(
      LoginInProgress login,
      CertificateCheck check,
      HttpServletRequest request,
      HttpServletResponse response) {
    return switch (check) {
      case Refused(Reason reason) -> refused(login, reason.word(), request);
      case Accepted accepted ->
          switch (mapping.holder(accepted)) {
            case Holder.Nobody() -> refused(login, "unknown", request);
            case Holder.Several() -> refused(login, "ambiguous", request);
            case Holder.One(var account) -> {
              registered.used(accepted.certificate());
              yield SeeOther.to(
                  logins.passed(
                      login,
                      new Proof(
                          account,
                          FactorKind.CERTIFICATE,
                          List.of("pop", "sc"),
                          Assurance.PHISHING_RESISTANT),
                      request,
                      response),
                  response);
            }
          };
    };
  }

  private ModelAndView refused(LoginInProgress login, String reason, HttpServletRequest request) {
    logins.refused(login, FactorKind.CERTIFICATE, reason, request);
    return page(login, "certificate.refused." + reason);
  }

  private static ModelAndView page(LoginInProgress login, @Nullable String problem) {
    return new ModelAndView("login-certificate", "step", new CertificateStep(login.id(), problem));
  }
}
