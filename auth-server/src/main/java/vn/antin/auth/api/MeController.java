package vn.antin.auth.api;

import java.util.List;
import java.util.Objects;
import java.util.Set;
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
      @Nullable String username,
      @Nullable String displayName,
      @Nullable String email,
      @Nullable List<Post> posts,
      @Nullable List<Role> roles,
      @Nullable Boolean signingPin) {}

  /**
   * As much as the token's scopes cover: {@code profile} the name, posts and roles, {@code email}
   * the address, {@code service} whether there is a signing PIN.
   */
  @GetMapping("/api/me")
  Me me(@AuthenticationPrincipal Jwt token) {
    AccountId id = Caller.of(token).account();
    Set<String> scopes =
        Set.of(Objects.requireNonNullElse(token.getClaimAsString("scope"), "").split(" "));
    boolean profile = scopes.contains("profile");
    Account account =
        accounts
            .find(id)
            .filter(Account::active)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
    return new Me(
        id.value(),
        profile ? account.username() : null,
        profile ? account.displayName() : null,
        scopes.contains("email") ? account.email() : null,
        profile ? posts(id) : null,
        profile ? roles(id) : null,
        scopes.contains("service") ? credentials.signingPinHash(id).isPresent() : null);
  }

  private List<Post> posts(AccountId id) {
    return standing.posts(id).stream().map(post -> new Post(post.title(), post.unit())).toList();
  }

  private List<Role> roles(AccountId id) {
    return standing.roles(id).stream()
        .map(role -> new Role(role.role(), role.unit().value(), role.unitName()))
        .toList();
  }
}
