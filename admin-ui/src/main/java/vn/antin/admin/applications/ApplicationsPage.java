package vn.antin.admin.applications;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One screenful of applications.
 *
 * @param query what was searched for
 * @param more address of the next screenful, if there is one
 * @param done what has just been done, if anything
 */
public record ApplicationsPage(
    String query, List<Item> items, @Nullable String more, @Nullable String done) {
  public ApplicationsPage {
    items = List.copyOf(items);
  }

  /** An application as the auth-server lists it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Item(
      String id, String name, @Nullable String kind, @Nullable String profile, boolean enabled) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listing(@Nullable List<Item> items, @Nullable String next) {}
}
