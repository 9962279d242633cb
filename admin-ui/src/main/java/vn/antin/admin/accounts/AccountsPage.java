package vn.antin.admin.accounts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One screenful of accounts.
 *
 * @param query what was searched for
 * @param status {@code active}, {@code disabled}, or empty for both
 * @param unit only those with a post there or below; empty for all
 * @param more address of the next screenful, if there is one
 */
public record AccountsPage(
    String query, String status, String unit, List<Account> items, @Nullable String more) {
  public AccountsPage {
    items = List.copyOf(items);
  }

  /** An account as the auth-server lists it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Account(
      @Nullable String id,
      @Nullable String username,
      @Nullable String displayName,
      @Nullable String email,
      @Nullable String status,
      @Nullable String unit,
      @Nullable String post) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listing(@Nullable List<Account> items, @Nullable String next) {}
}
