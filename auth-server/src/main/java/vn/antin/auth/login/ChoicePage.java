package vn.antin.auth.login;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page with the second steps.
 *
 * @param name whose login it is
 * @param problem key of the message that says what went wrong
 */
public record ChoicePage(
    String flow,
    @Nullable String application,
    String name,
    List<Way> ways,
    @Nullable String problem) {
  public ChoicePage {
    ways = List.copyOf(ways);
  }
}
