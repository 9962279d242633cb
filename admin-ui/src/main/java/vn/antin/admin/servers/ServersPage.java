package vn.antin.admin.servers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The servers of the administrator's units.
 *
 * @param stale whether signing-service's copy of the units is older than it should be
 * @param done what was just done; null for nothing
 */
public record ServersPage(List<Server> items, boolean stale, @Nullable String done) {
  public ServersPage {
    items = List.copyOf(items);
  }
}
