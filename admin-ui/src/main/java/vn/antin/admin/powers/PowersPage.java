package vn.antin.admin.powers;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One screenful of roles held.
 *
 * @param account the one official whose roles these are; empty for everybody's
 * @param unit the one unit over which they are held; empty for any
 * @param username to begin the form with
 * @param more address of the next screenful, if there is one
 * @param done what was just done; null for nothing
 * @param problem why something was not done; null for nothing
 */
public record PowersPage(
    String account,
    String unit,
    String username,
    List<Grant> items,
    @Nullable String more,
    @Nullable String done,
    @Nullable String problem) {
  /** The roles there are, as the auth-server names them. */
  public static final List<String> ROLES =
      List.of(
          "unit-administrator", "help-desk", "auditor", "records-clerk", "security-administrator");

  public PowersPage {
    items = List.copyOf(items);
  }

  /** A role held over a unit and everything below it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Grant(
      String id,
      String accountId,
      String accountName,
      String role,
      String unitId,
      String unitName,
      LocalDate from,
      @Nullable LocalDate to,
      long version) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listing(@Nullable List<Grant> items, @Nullable String next) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Proposed(@Nullable String proposalId) {}
}
