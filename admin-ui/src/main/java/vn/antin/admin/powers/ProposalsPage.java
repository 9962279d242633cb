package vn.antin.admin.powers;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One screenful of proposals.
 *
 * @param all whether decided ones are shown too
 * @param more address of the next screenful, if there is one
 * @param done what was just done; null for nothing
 * @param problem why something was not done; null for nothing
 */
public record ProposalsPage(
    boolean all,
    List<Item> items,
    @Nullable String more,
    @Nullable String done,
    @Nullable String problem) {
  public ProposalsPage {
    items = List.copyOf(items);
  }

  /** An official or unit; without a name when outside the reader's scope. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Named(@Nullable String id, @Nullable String name) {}

  /** A proposal as the auth-server tells it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Item(
      String id,
      String kind,
      String state,
      @Nullable Named proposer,
      @Nullable Named decider,
      @Nullable Named about,
      @Nullable Named unit,
      @Nullable Map<String, String> details,
      @Nullable String reason,
      @Nullable Instant createdAt,
      @Nullable Instant expiresAt,
      boolean mine,
      boolean decidable) {
    /** A detail; empty when there is none of this name. */
    public String detail(String name) {
      return details == null ? "" : Objects.requireNonNullElse(details.get(name), "");
    }

    public boolean open() {
      return state.equals("open");
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listing(@Nullable List<Item> items, @Nullable String next) {}
}
