package vn.antin.auth.login.passkey;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.CredentialChanged;
import vn.antin.auth.login.factor.FactorRemoval;
import vn.antin.auth.login.factor.PasskeyAssertions;
import vn.antin.auth.login.factor.Reauthentication;
import vn.antin.auth.login.factor.SigningSecret;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.Session;
import vn.antin.auth.session.SessionAuthentication;
import vn.antin.auth.web.SeeOther;

/**
 * An official's own passkeys; whoever comes has proved themselves in the last ten minutes. Passkeys
 * approve signatures, so only a passkey adds or removes another, and the first one takes the
 * signing PIN where there is one: a login alone makes nobody a signer.
 */
@Controller
final class PasskeysController {
  private static final String PAGE = "/account/factors/passkey";
  private static final String CHANGE = PAGE + "?change";
  private static final int LONGEST_LABEL = 60;

  private final Accounts accounts;
  private final Passkeys passkeys;
  private final PasskeyRegistration registration;
  private final Reauthentication reauthentication;
  private final SigningSecret secret;
  private final FactorRemoval removal;
  private final ApplicationEventPublisher events;
  private final AuditLog audit;

  PasskeysController(
      Accounts accounts,
      Passkeys passkeys,
      PasskeyRegistration registration,
      Reauthentication reauthentication,
      SigningSecret secret,
      FactorRemoval removal,
      ApplicationEventPublisher events,
      AuditLog audit) {
    this.accounts = accounts;
    this.passkeys = passkeys;
    this.registration = registration;
    this.reauthentication = reauthentication;
    this.secret = secret;
    this.removal = removal;
    this.events = events;
    this.audit = audit;
  }

  /**
   * The page.
   *
   * @param change given by who wants to add a passkey, and so proves to be the owner of one first
   */
  @GetMapping(PAGE)
  @Nullable ModelAndView show(
      @RequestParam(name = "change", required = false) @Nullable String change,
      SessionAuthentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    boolean away =
        change == null
            ? reauthentication.sendsAway(official, PAGE, request, response)
            : sendsAway(official, CHANGE, request, response);
    return away ? null : page(official, null);
  }

  /** A challenge for a new passkey: nobody else gives one, so what is asked here is asked. */
  @PostMapping(PAGE + "/options")
  ResponseEntity<Map<String, Object>> options(
      @RequestParam(name = "pin", defaultValue = "") String pin,
      SessionAuthentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (sendsAway(official, CHANGE, request, response)) {
      return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
    }
    Session session = official.session();
    if (asksForPin(session.account()) && !secret.matches(session.account(), pin)) {
      return ResponseEntity.unprocessableContent().build();
    }
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(registration.options(accounts.find(session.account()).orElseThrow(), session));
  }

  @PostMapping(PAGE)
  @Nullable ModelAndView register(
      @RequestParam("response") String answer,
      @RequestParam(name = "label", defaultValue = "") String label,
      SessionAuthentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (sendsAway(official, CHANGE, request, response)) {
      return null;
    }
    return registration.register(official.session(), answer, cut(label))
        ? SeeOther.to(PAGE, response)
        : page(official, "passkey.not-registered");
  }

  @PostMapping(PAGE + "/{id}/rename")
  @Nullable ModelAndView rename(
      @PathVariable("id") UUID id,
      @RequestParam("label") String label,
      SessionAuthentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (reauthentication.sendsAway(official, PAGE, request, response)) {
      return null;
    }
    if (!label.isBlank()) {
      passkeys.rename(official.session().account(), id, cut(label));
    }
    return SeeOther.to(PAGE, response);
  }

  @PostMapping(PAGE + "/{id}/remove")
  @Nullable ModelAndView remove(
      @PathVariable("id") UUID id,
      SessionAuthentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (sendsAway(official, PAGE, request, response)) {
      return null;
    }
    AccountId account = official.session().account();
    boolean kept = removal.refused(account, () -> removeNow(account, id));
    return kept ? page(official, "factors.last-needed") : SeeOther.to(PAGE, response);
  }

  private void removeNow(AccountId account, UUID id) {
    passkeys
        .remove(account, id)
        .ifPresent(attested -> {
          audit.append(
              new AuditEvent(
                  "passkey.removed",
                  account.toString(),
                  account.toString(),
                  Map.of("passkey", id.toString(), "key", PasskeyAssertions.fingerprint(attested)),
                  Map.of()));
          events.publishEvent(
              new CredentialChanged(
                  account, CredentialChanged.Kind.PASSKEY, CredentialChanged.Change.REVOKED));
        });
  }

  /** Whether the browser was sent to prove with a passkey, where there is one. */
  private boolean sendsAway(
      SessionAuthentication official,
      String continueTo,
      HttpServletRequest request,
      HttpServletResponse response) {
    return reauthentication.sendsAway(
        official, least(official.session().account()), continueTo, request, response);
  }

  private Assurance least(AccountId account) {
    return passkeys.anyOf(account) ? Assurance.PHISHING_RESISTANT : Assurance.TWO_FACTOR;
  }

  private boolean asksForPin(AccountId account) {
    return !passkeys.anyOf(account) && secret.isSet(account);
  }

  private ModelAndView page(SessionAuthentication official, @Nullable String problem) {
    AccountId account = official.session().account();
    List<Passkey> all = passkeys.of(account);
    return new ModelAndView(
        "account-passkeys",
        "page",
        new PasskeysPage(
            all,
            all.size() >= PasskeyRegistration.MOST,
            reauthentication.proved(official, least(account)),
            asksForPin(account),
            problem));
  }

  private static String cut(String label) {
    String text = label.strip();
    return text.length() <= LONGEST_LABEL ? text : text.substring(0, LONGEST_LABEL).strip();
  }
}
