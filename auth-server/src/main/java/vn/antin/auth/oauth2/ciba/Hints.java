package vn.antin.auth.oauth2.ciba;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.Account;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.Username;
import vn.antin.auth.oauth2.authorize.IdTokenHints;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.jose.Subjects;

/** Finds the official whom a client means. */
@Repository
final class Hints {
  private final Accounts accounts;
  private final IdTokenHints idTokens;
  private final Subjects subjects;
  private final JdbcClient jdbc;

  Hints(Accounts accounts, IdTokenHints idTokens, Subjects subjects, JdbcClient jdbc) {
    this.accounts = accounts;
    this.idTokens = idTokens;
    this.subjects = subjects;
    this.jdbc = jdbc;
  }

  /** The active account named by {@code login_hint} or {@code id_token_hint}. */
  Optional<AccountId> find(BackchannelParameters request, Client client) {
    String hint = request.one("login_hint");
    String idToken = request.one("id_token_hint");
    Optional<Account> found =
        hint != null
            ? accounts.find(new Username(hint))
            : Optional.ofNullable(idToken)
                .flatMap(idTokens::read)
                .filter(token -> issuedTo(token, client))
                .flatMap(token -> owner(token, client))
                .flatMap(accounts::find);
    return found.filter(Account::active).map(Account::id);
  }

  private static boolean issuedTo(Jwt token, Client client) {
    return token.getAudience() != null && token.getAudience().contains(client.id());
  }

  /** A pairwise subject leads back by the session that the token names. */
  private Optional<AccountId> owner(Jwt token, Client client) {
    return uuid(token.getClaimAsString("sid"))
        .flatMap(session ->
            jdbc.sql("SELECT account_id FROM session WHERE id = :id")
                .param("id", session)
                .query((row, number) -> row.getObject("account_id", UUID.class))
                .optional())
        .or(() -> uuid(token.getSubject()))
        .map(AccountId::new)
        .filter(account -> subjects.of(client, account).equals(token.getSubject()));
  }

  private static Optional<UUID> uuid(@Nullable String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
