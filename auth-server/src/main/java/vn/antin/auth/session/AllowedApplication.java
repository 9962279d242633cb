package vn.antin.auth.session;

import java.time.Instant;
import java.util.List;

/**
 * An application that the official has allowed to know or do something.
 *
 * @param id in the address under which the permission is withdrawn
 * @param allowances keys of the texts that say what
 * @param others what has no text
 */
public record AllowedApplication(
    String id, String name, List<String> allowances, List<String> others, Instant since) {
  public AllowedApplication {
    allowances = List.copyOf(allowances);
    others = List.copyOf(others);
  }
}
