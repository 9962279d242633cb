package vn.antin.auth.directory;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.text.Normalizer;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.login.factor.Reauthentication;
import vn.antin.auth.session.SessionAuthentication;
import vn.antin.auth.web.SeeOther;

/** Where an official makes and revokes passwords for systems that know LDAP alone. */
@Controller
@ConditionalOnBooleanProperty("antin.gateway.enabled")
final class ApplicationPasswordController {
  private static final String PATH = "/account/factors/application-password";
  private static final int LONGEST = 100;

  private final ApplicationPasswords passwords;
  private final Accounts accounts;
  private final GatewayProperties gateway;
  private final Reauthentication reauthentication;

  ApplicationPasswordController(
      ApplicationPasswords passwords,
      Accounts accounts,
      GatewayProperties gateway,
      Reauthentication reauthentication) {
    this.passwords = passwords;
    this.accounts = accounts;
    this.gateway = gateway;
    this.reauthentication = reauthentication;
  }

  @GetMapping(PATH)
  @Nullable ModelAndView show(
      SessionAuthentication official, HttpServletRequest request, HttpServletResponse response) {
    return reauthentication.sendsAway(official, PATH, request, response)
        ? null
        : page(official, null, null);
  }

  @PostMapping(PATH)
  @Nullable ModelAndView create(
      @RequestParam("system") String typed,
      SessionAuthentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (reauthentication.sendsAway(official, PATH, request, response)) {
      return null;
    }
    String system =
        Normalizer.normalize(typed, Normalizer.Form.NFC).replaceAll("\\p{Cntrl}", " ").strip();
    if (system.isEmpty() || system.length() > LONGEST) {
      return page(official, null, "mail.ldap.no-name");
    }
    Optional<ApplicationPassword> made = passwords.create(account(official), system);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    return made.map(password -> page(official, password.reveal(), null))
        .orElseGet(() -> page(official, null, "mail.ldap.too-many"));
  }

  @PostMapping(PATH + "/{id}/revoke")
  @Nullable ModelAndView revoke(
      @PathVariable UUID id,
      SessionAuthentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (!reauthentication.sendsAway(official, PATH, request, response)) {
      passwords.revoke(account(official), id);
      SeeOther.to(PATH, response);
    }
    return null;
  }

  private ModelAndView page(
      SessionAuthentication official, @Nullable String fresh, @Nullable String problem) {
    String username = accounts.find(account(official)).orElseThrow().username();
    return new ModelAndView(
        "application-password",
        "page",
        new ApplicationPasswordPage(
            passwords.of(account(official)),
            "uid=" + username + ",ou=people," + gateway.suffix(),
            fresh,
            problem));
  }

  private static AccountId account(SessionAuthentication official) {
    return official.session().account();
  }
}
