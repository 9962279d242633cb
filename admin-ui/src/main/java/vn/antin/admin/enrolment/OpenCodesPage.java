package vn.antin.admin.enrolment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Registration codes that are open, the latest first.
 *
 * @param stale whether signing-service's copy of the units is older than it should be
 * @param done whether one was just withdrawn
 * @param problem why one was not; null for nothing
 */
public record OpenCodesPage(
    List<OpenCode> items, boolean stale, boolean done, @Nullable String problem) {
  public OpenCodesPage {
    items = List.copyOf(items);
  }
}
