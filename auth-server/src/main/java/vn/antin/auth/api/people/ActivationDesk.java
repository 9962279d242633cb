package vn.antin.auth.api.people;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.api.ApiProblem;
import vn.antin.auth.api.Caller;
import vn.antin.auth.login.activation.Activations;
import vn.antin.auth.login.activation.Gift;
import vn.antin.auth.login.activation.Newcomers;
import vn.antin.auth.login.activation.OneTimeSecret;
import vn.antin.auth.org.lifecycle.Actor;
import vn.antin.auth.org.lifecycle.Authority;
import vn.antin.auth.web.House;

/**
 * Gives out what an official who never logged in chooses the first password with. Everybody else
 * goes by recovery: this must not become a way to take an account over.
 */
@RestController
final class ActivationDesk {
  private static final Duration LINK = Duration.ofHours(24);
  private static final Duration SLIP = Duration.ofDays(7);

  private final Authority authority;
  private final Accounts accounts;
  private final Newcomers newcomers;
  private final Activations activations;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private final URI issuer;

  ActivationDesk(
      Authority authority,
      Accounts accounts,
      Newcomers newcomers,
      Activations activations,
      AuditLog audit,
      TransactionTemplate transaction,
      InstantSource clock,
      House house) {
    this.authority = authority;
    this.accounts = accounts;
    this.newcomers = newcomers;
    this.activations = activations;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
    this.issuer = house.issuer();
  }

  /**
   * What is wanted.
   *
   * @param form {@code link} (the default, a day) or {@code slip} (a code on paper, a week)
   */
  record Wanted(@Nullable String form) {}

  /**
   * What was given; whatever was given before is void.
   *
   * @param address of the page, with the secret when it is a link
   * @param code to be typed there when it is a slip
   */
  record Given(
      String username,
      String displayName,
      String address,
      @Nullable String code,
      Instant expiresAt) {}

  @PostMapping("/api/accounts/{id}/activation")
  ResponseEntity<Given> give(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable Wanted body) {
    boolean slip = body != null && "slip".equals(body.form());
    Given given =
        transaction.execute(status -> give(Caller.of(token).account(), new AccountId(id), slip));
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(given);
  }

  private Given give(AccountId caller, AccountId id, boolean slip) {
    authority.requireOver(new Actor.Administrator(caller), id);
    Account account = accounts.find(id).orElseThrow(ApiProblem::notFound);
    if (!account.active()) {
      throw ApiProblem.conflict("not-active", "the account is not active");
    }
    if (!newcomers.contain(id)) {
      throw ApiProblem.conflict(
          "use-recovery", "the official could log in before: a recovery is the way");
    }
    Duration good = slip ? SLIP : LINK;
    Gift gift = Gift.activation(good);
    OneTimeSecret secret = slip ? activations.giveSlip(id, gift) : activations.give(id, gift);
    audit.append(
        new AuditEvent(
            "activation.given",
            caller.toString(),
            id.toString(),
            Map.of("form", slip ? "slip" : "link"),
            Map.of()));
    String page = issuer + "/activate";
    return new Given(
        account.username(),
        account.displayName(),
        slip ? page : page + "?token=" + secret.reveal(),
        slip ? secret.printed() : null,
        clock.instant().plus(good));
  }
}
