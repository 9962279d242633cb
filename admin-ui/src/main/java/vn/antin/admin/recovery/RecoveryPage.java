package vn.antin.admin.recovery;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the page about one official's recovery shows.
 *
 * @param current the last one that began; null when there was none
 * @param done key of what has just been done; null when nothing was
 * @param problem key of what went wrong; null when nothing did
 */
public record RecoveryPage(
    String id, @Nullable Recovery current, @Nullable String done, @Nullable String problem) {
  private static final Set<String> OPEN = Set.of("ready", "handed-out");

  /** Whether one is under way. */
  public boolean open() {
    return current != null && OPEN.contains(current.state());
  }

  /** Whether its slip can be printed. */
  public boolean printable() {
    return open() && current != null && "slip".equals(current.way());
  }

  /** A recovery as the auth-server tells of it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Recovery(
      @Nullable String state,
      @Nullable String way,
      boolean resetsFactors,
      @Nullable String startedAt,
      @Nullable String expiresAt) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Begun(@Nullable String state, @Nullable String proposal) {}
}
