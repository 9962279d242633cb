package vn.antin.auth.login.totp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.CredentialChanged;
import vn.antin.auth.account.CredentialChanged.Change;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.login.factor.FactorRemoval;
import vn.antin.auth.login.factor.Reauthentication;
import vn.antin.auth.session.Session;
import vn.antin.auth.session.SessionAuthentication;
import vn.antin.auth.session.SessionStrength;
import vn.antin.auth.web.SeeOther;

/** An official's own app; whoever comes has proved themselves in the last ten minutes. */
@Controller
final class AppsController {
  private static final String PAGE = "/account/factors/totp";
  private static final String ISSUER = "Ấn Tín";

  private final Apps apps;
  private final Accounts accounts;
  private final SessionStrength strength;
  private final Reauthentication reauthentication;
  private final FactorRemoval removal;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final AuditLog audit;

  AppsController(
      Apps apps,
      Accounts accounts,
      SessionStrength strength,
      Reauthentication reauthentication,
      FactorRemoval removal,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      AuditLog audit) {
    this.apps = apps;
    this.accounts = accounts;
    this.strength = strength;
    this.reauthentication = reauthentication;
    this.removal = removal;
    this.transaction = transaction;
    this.events = events;
    this.audit = audit;
  }

  @GetMapping(PAGE)
  @Nullable ModelAndView show(
      SessionAuthentication official, HttpServletRequest request, HttpServletResponse response) {
    return reauthentication.sendsAway(official, PAGE, request, response)
        ? null
        : page(official.session().account(), null, response);
  }

  @PostMapping(PAGE)
  @Nullable ModelAndView confirm(
      @RequestParam("code") String code,
      SessionAuthentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (reauthentication.sendsAway(official, PAGE, request, response)) {
      return null;
    }
    AccountId account = official.session().account();
    return confirm(official.session(), digits(code))
        ? SeeOther.to("/account/factors", response)
        : page(account, "totp.not-confirmed", response);
  }

  private boolean confirm(Session session, String code) {
    AccountId account = session.account();
    return Boolean.TRUE.equals(
        transaction.execute(status -> {
          boolean first = !apps.has(account);
          if (!apps.confirm(account, code)) {
            return false;
          }
          strength.add(session.id(), FactorKind.TOTP.path(), "otp");
          tell(account, "totp.registered", first ? Change.CREATED : Change.UPDATED);
          return true;
        }));
  }

  @PostMapping(PAGE + "/remove")
  @Nullable ModelAndView remove(
      SessionAuthentication official, HttpServletRequest request, HttpServletResponse response) {
    if (reauthentication.sendsAway(official, PAGE, request, response)) {
      return null;
    }
    AccountId account = official.session().account();
    boolean kept =
        removal.refused(
            account,
            () -> {
              if (apps.remove(account)) {
                tell(account, "totp.removed", Change.REVOKED);
              }
            });
    return kept
        ? page(account, "factors.last-needed", response)
        : SeeOther.to("/account/factors", response);
  }

  private void tell(AccountId account, String type, Change change) {
    audit.append(new AuditEvent(type, account.toString(), account.toString(), Map.of(), Map.of()));
    events.publishEvent(new CredentialChanged(account, CredentialChanged.Kind.TOTP, change));
  }

  private ModelAndView page(
      AccountId account, @Nullable String problem, HttpServletResponse response) {
    Seed seed = apps.offered(account);
    String username = accounts.find(account).orElseThrow().username();
    Optional<Apps.App> app = apps.of(account);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    return new ModelAndView(
        "account-totp",
        "page",
        new AppPage(
            app.map(Apps.App::since).orElse(null),
            app.map(Apps.App::lastUsed).orElse(null),
            QrCode.picture(seed.address(ISSUER, username)),
            seed.typed(),
            problem));
  }

  /** Apps show codes in two groups and people type what they see. */
  static String digits(String typed) {
    return typed.replaceAll("[\\s-]", "");
  }
}
