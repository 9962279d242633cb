package vn.antin.auth.profile;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.org.Standing;
import vn.antin.auth.session.SessionAuthentication;
import vn.antin.auth.web.AccountCard;
import vn.antin.auth.web.Language;

/** Who the official is here, and the language of the account. */
@Controller
final class ProfileController {
  private final Accounts accounts;
  private final Standing standing;
  private final ObjectProvider<AccountCard> more;

  ProfileController(Accounts accounts, Standing standing, ObjectProvider<AccountCard> more) {
    this.accounts = accounts;
    this.standing = standing;
    this.more = more;
  }

  @GetMapping("/")
  ResponseEntity<Void> home() {
    return seeOther("/account");
  }

  @GetMapping("/account")
  ModelAndView profile(SessionAuthentication official) {
    AccountId id = official.session().account();
    return new ModelAndView(
        "account",
        "page",
        new ProfilePage(
            accounts.find(id).orElseThrow(), standing.posts(id), more.orderedStream().toList()));
  }

  /** The account's language is the one that mail is written in, and pages of a new browser. */
  @PostMapping("/account/language")
  ResponseEntity<Void> speak(
      @RequestParam("lang") String language, SessionAuthentication official) {
    Optional<Locale> chosen = Language.firstSpoken(language);
    chosen.ifPresent(locale -> accounts.speak(official.session().account(), locale));
    return seeOther(
        chosen.map(locale -> "/account?lang=" + locale.getLanguage()).orElse("/account"));
  }

  private static ResponseEntity<Void> seeOther(String target) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(target)).build();
  }
}
