package vn.antin.admin.servers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One server.
 *
 * @param problem why something was not done; null for nothing
 */
public record ServerPage(
    Server of, List<Server.Certificate> certificates, @Nullable String problem) {
  /** RFC 5280 §5.3.1: cessation, superseded, affiliation changed, key compromise. */
  public static final List<Integer> REASONS = List.of(5, 4, 3, 1);

  public ServerPage {
    certificates = List.copyOf(certificates);
  }
}
