package vn.antin.auth.api;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.Credentials;
import vn.antin.auth.org.Standing;

@RestController
final class MeController {
  private final Accounts accounts;
  private final Standing standing;
  private final Credentials credentials;

  MeController(Accounts accounts, Standing standing, Credentials credentials) {
    this.accounts = accounts;
    this.standing = standing;
    this.credentials = credentials;
  }

  record Post(String title, String unit) {}

  record Role(String role, UUID unitId, String unitName) {}

  record Me(
      UUID id,
      String username,
      String displayName,
      @Nullable String email,
      List<Post> posts,
      List<Role> roles,
      boolean signingPin) {}

  @GetMapping("/api/me")
  Me me(@AuthenticationPrincipal Jwt token) {
    AccountId id = Caller.of(token).account();
    Account account =
        accounts
            .find(id)
            .filter(Account::active)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
    return new Me(
        id.value(),
        account.username(),
        account.displayName(),
        account.email(),
        standing.posts(id).stream().map(post -> new Post(post.title(), post.unit())).toList(),
        standing.roles(id).stream()
            .map(role -> new Role(role.role(), role.unit().value(), role.unitName()))
            .toList(),
        credentials.signingPinHash(id).isPresent());
  }
}
