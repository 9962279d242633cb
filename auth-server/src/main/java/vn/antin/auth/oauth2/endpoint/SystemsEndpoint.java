package vn.antin.auth.oauth2.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.oauth2.client.Clients;
import vn.antin.auth.web.House;

/**
 * The systems that an official can open with this account. Where a system registered {@code
 * initiate_login_uri}, the link begins a login there (OpenID Connect Core §4).
 */
@RestController
final class SystemsEndpoint {
  private final Clients clients;
  private final Accounts accounts;
  private final String issuer;

  SystemsEndpoint(Clients clients, Accounts accounts, House house) {
    this.clients = clients;
    this.accounts = accounts;
    this.issuer = house.issuer().toString();
  }

  record SystemLink(String clientId, String name, String url) {}

  @GetMapping("/api/me/systems")
  List<SystemLink> systems(@AuthenticationPrincipal Jwt token) {
    String username =
        account(token.getSubject()).flatMap(accounts::find).map(Account::username).orElse(null);
    return clients.pages().stream()
        .map(page -> new SystemLink(page.clientId(), page.name(), page.link(issuer, username)))
        .toList();
  }

  /** Empty when a client calls on its own behalf. */
  private static Optional<AccountId> account(@Nullable String subject) {
    try {
      return Optional.of(new AccountId(UUID.fromString(String.valueOf(subject))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
