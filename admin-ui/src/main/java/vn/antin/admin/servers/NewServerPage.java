package vn.antin.admin.servers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server to be allowed, as it was typed.
 *
 * @param hostNames one a line
 * @param problem why it was not allowed; null for nothing
 * @param detail what signing-service says of it
 */
public record NewServerPage(
    String unitCode,
    String name,
    String profile,
    String hostNames,
    @Nullable String problem,
    String detail) {
  public static final List<String> PROFILES = List.of("tls-server", "tls-client");
}
