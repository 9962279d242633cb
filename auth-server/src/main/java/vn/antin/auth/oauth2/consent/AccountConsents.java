package vn.antin.auth.oauth2.consent;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.session.AllowedApplication;
import vn.antin.auth.session.AllowedApplications;
import vn.antin.auth.session.SessionAuthentication;
import vn.antin.auth.session.UsedApplication;

/** The account page's part about systems that the official has allowed. */
@Controller
final class AccountConsents implements AllowedApplications {
  private final Consents consents;

  AccountConsents(Consents consents) {
    this.consents = consents;
  }

  @Override
  public List<AllowedApplication> of(AccountId official) {
    return consents.of(official).stream()
        .map(consent ->
            new AllowedApplication(
                consent.clientId(),
                consent.clientName(),
                ScopeWords.keys(new HashSet<>(consent.scopes())),
                ScopeWords.plain(new HashSet<>(consent.scopes())),
                consent.at()))
        .toList();
  }

  @Override
  public List<UsedApplication> used(AccountId official) {
    return consents.used(official);
  }

  @PostMapping("/account/applications/{clientId}/withdraw")
  ResponseEntity<Void> withdraw(@PathVariable String clientId, SessionAuthentication official) {
    consents.withdraw(official.session().account(), clientId);
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create("/account/applications"))
        .build();
  }
}
