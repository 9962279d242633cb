package vn.antin.auth.login.certificate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.certificate.CertificateCheck.Accepted;
import vn.antin.auth.login.certificate.CertificateCheck.Reason;
import vn.antin.auth.login.certificate.CertificateCheck.Refused;
import vn.antin.auth.login.certificate.CertificateMapping.Holder;
import vn.antin.auth.login.certificate.Tickets.Origin;
import vn.antin.auth.login.factor.FactorRemoval;
import vn.antin.auth.login.factor.Reauthentication;
import vn.antin.auth.session.SessionAuthentication;
import vn.antin.auth.web.SeeOther;

/** Where officials register their certificates and remove them. */
@Controller
@RequestMapping("/account/factors/certificate")
final class CertificatesController {
  private static final String PAGE = "/account/factors/certificate";
  private static final Set<String> SAID = Set.of("registered", "removed", "taken", "last", "stale");

  private final CertificateFactor factor;
  private final CertificateMapping mapping;
  private final RegisteredCertificates registered;
  private final Tickets tickets;
  private final Reauthentication reauthentication;
  private final FactorRemoval removal;

  CertificatesController(
      CertificateFactor factor,
      CertificateMapping mapping,
      RegisteredCertificates registered,
      Tickets tickets,
      Reauthentication reauthentication,
      FactorRemoval removal) {
    this.factor = factor;
    this.mapping = mapping;
    this.registered = registered;
    this.tickets = tickets;
    this.reauthentication = reauthentication;
    this.removal = removal;
  }

  @GetMapping
  ModelAndView show(@RequestParam(defaultValue = "") String said, SessionAuthentication official) {
    return page(official, SAID.contains(said) ? "certificates." + said : "");
  }

  /** Off to the origin that asks for certificates. */
  @GetMapping("/go")
  @Nullable ModelAndView go(
      SessionAuthentication official, HttpServletRequest request, HttpServletResponse response) {
    if (reauthentication.sendsAway(official, PAGE, request, response)) {
      return null;
    }
    Ticket ticket = tickets.begin(Origin.account(official.session().id()));
    return SeeOther.to(
        factor.address().map(there -> ProofController.address(there, ticket)).orElse(PAGE),
        response);
  }

  @GetMapping("/confirm")
  @Nullable ModelAndView confirm(
      @RequestParam(defaultValue = "") String ticket,
      SessionAuthentication official,
      HttpServletResponse response) {
    Origin origin = Origin.account(official.session().id());
    return tickets
        .look(new Ticket(ticket), origin)
        .map(check ->
            switch (check) {
              case Refused(Reason reason) -> page(official, "certificate.refused." + reason.word());
              case Accepted accepted -> confirmation(ticket, accepted.certificate());
            })
        .orElseGet(() -> SeeOther.to(PAGE + "?said=stale", response));
  }

  @PostMapping
  @Nullable ModelAndView register(
      @RequestParam String ticket,
      SessionAuthentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (reauthentication.sendsAway(official, PAGE, request, response)) {
      return null;
    }
    Origin origin = Origin.account(official.session().id());
    String said =
        tickets
            .redeem(new Ticket(ticket), origin)
            .map(check ->
                check instanceof Accepted accepted
                        && free(official.session().account(), accepted)
                        && registered.add(official.session().account(), accepted)
                    ? "registered"
                    : "taken")
            .orElse("stale");
    return SeeOther.to(PAGE + "?said=" + said, response);
  }

  @PostMapping("/{id}/remove")
  @Nullable ModelAndView remove(
      @PathVariable UUID id,
      SessionAuthentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (reauthentication.sendsAway(official, PAGE, request, response)) {
      return null;
    }
    AccountId account = official.session().account();
    boolean refused = removal.refused(account, () -> registered.remove(account, id));
    return SeeOther.to(PAGE + "?said=" + (refused ? "last" : "removed"), response);
  }

  /** A certificate that leads to somebody else already cannot become this official's. */
  private boolean free(AccountId account, Accepted accepted) {
    return switch (mapping.holder(accepted)) {
      case Holder.Nobody() -> true;
      case Holder.One(AccountId holder) -> holder.equals(account);
      case Holder.Several() -> false;
    };
  }

  private ModelAndView page(SessionAuthentication official, String said) {
    return new ModelAndView(
        "account-certificates",
        "page",
        new CertificatesPage(
            registered.of(official.session().account()), factor.address().isPresent(), said));
  }

  private static ModelAndView confirmation(String ticket, X509Certificate certificate) {
    return new ModelAndView(
        "account-certificate-confirm",
        "page",
        new CertificateConfirmation(
            ticket,
            SubjectIds.commonName(certificate.getSubjectX500Principal()).orElse(""),
            SubjectIds.commonName(certificate.getIssuerX500Principal()).orElse(""),
            certificate.getNotAfter().toInstant()));
  }
}
