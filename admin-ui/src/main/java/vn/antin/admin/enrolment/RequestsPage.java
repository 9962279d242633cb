package vn.antin.admin.enrolment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests to outside authorities, the latest first.
 *
 * @param state of those that are shown; empty for all
 * @param stale whether signing-service's copy of the units is older than it should be
 * @param done what was just done; null for nothing
 */
public record RequestsPage(
    List<Request> items, String state, boolean stale, @Nullable String done) {
  public RequestsPage {
    items = List.copyOf(items);
  }
}
