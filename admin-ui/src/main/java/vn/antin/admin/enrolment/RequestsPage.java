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
public record RequestsPage(List<Request> all, String state, boolean stale, @Nullable String done) {
  public RequestsPage {
    all = List.copyOf(all);
  }

  public List<Request> items() {
    return state.isEmpty() ? all : all.stream().filter(each -> each.is(state)).toList();
  }

  public long count(String state) {
    return all.stream().filter(each -> each.is(state)).count();
  }
}
