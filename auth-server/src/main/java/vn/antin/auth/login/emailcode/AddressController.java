package vn.antin.auth.login.emailcode;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.login.factor.Reauthentication;
import vn.antin.auth.mail.MailAddress;
import vn.antin.auth.mail.Mailer;
import vn.antin.auth.session.SessionAuthentication;
import vn.antin.auth.web.SeeOther;

/** Where an official proves their mail address, or gives and proves another. */
@Controller
final class AddressController {
  private static final String PATH = "/account/factors/email-code";

  private final Accounts accounts;
  private final ProvenAddresses addresses;
  private final AddressChange change;
  private final MailCodes codes;
  private final Mailer mailer;
  private final Reauthentication reauthentication;

  AddressController(
      Accounts accounts,
      ProvenAddresses addresses,
      AddressChange change,
      MailCodes codes,
      Mailer mailer,
      Reauthentication reauthentication) {
    this.accounts = accounts;
    this.addresses = addresses;
    this.change = change;
    this.codes = codes;
    this.mailer = mailer;
    this.reauthentication = reauthentication;
  }

  @GetMapping(PATH)
  @Nullable ModelAndView show(
      SessionAuthentication official, HttpServletRequest request, HttpServletResponse response) {
    return reauthentication.sendsAway(official, PATH, request, response)
        ? null
        : page(official, null, null);
  }

  /** Mails a code to the address that is to be proven. */
  @PostMapping(PATH)
  @Nullable ModelAndView begin(
      @RequestParam("address") String typed,
      SessionAuthentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (reauthentication.sendsAway(official, PATH, request, response)) {
      return null;
    }
    Optional<MailAddress> address = MailAddress.read(typed);
    if (address.isEmpty()) {
      return page(official, typed, "mail.address.malformed");
    }
    Account account = account(official);
    if (account.federation() != null && !address.equals(present(account))) {
      return page(official, null, "mail.address.elsewhere");
    }
    if (!codes.send(account.id(), address.get(), CodePurpose.ADDRESS, binding(official))) {
      return page(official, typed, "mail.code.too-soon");
    }
    SeeOther.to(PATH + "/confirm", response);
    return null;
  }

  @GetMapping(PATH + "/confirm")
  @Nullable ModelAndView confirm(
      SessionAuthentication official, HttpServletRequest request, HttpServletResponse response) {
    if (reauthentication.sendsAway(official, PATH, request, response)) {
      return null;
    }
    if (!codes.sent(CodePurpose.ADDRESS, binding(official))) {
      SeeOther.to(PATH, response);
      return null;
    }
    return asked("");
  }

  @PostMapping(PATH + "/confirm")
  @Nullable ModelAndView check(
      @RequestParam("code") String typed,
      SessionAuthentication official,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (reauthentication.sendsAway(official, PATH, request, response)) {
      return null;
    }
    AccountId id = official.session().account();
    return switch (codes.redeem(id, CodePurpose.ADDRESS, binding(official), typed)) {
      case CodeCheck.Right(MailAddress address) -> {
        change.proven(id, address);
        SeeOther.to("/account/factors", response);
        yield null;
      }
      case CodeCheck.Wrong() -> asked("mail.code.wrong");
      case CodeCheck.Over() -> asked("mail.code.over");
    };
  }

  private static ModelAndView asked(String problem) {
    return new ModelAndView("address-confirm", "problem", problem)
        .addObject("minutes", MailCodes.LIFETIME.toMinutes());
  }

  private ModelAndView page(
      SessionAuthentication official, @Nullable String typed, @Nullable String problem) {
    Account account = account(official);
    return new ModelAndView(
        "address",
        "page",
        new AddressPage(
            account.email() == null ? "" : account.email(),
            addresses.find(account.id()).isPresent(),
            mailer.available(),
            typed,
            problem));
  }

  private Account account(SessionAuthentication official) {
    return accounts.find(official.session().account()).orElseThrow();
  }

  private static Optional<MailAddress> present(Account account) {
    return Optional.ofNullable(account.email()).flatMap(MailAddress::read);
  }

  private static String binding(SessionAuthentication official) {
    return official.session().id().toString();
  }
}
