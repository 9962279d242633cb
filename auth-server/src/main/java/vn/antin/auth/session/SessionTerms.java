package vn.antin.auth.session;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * On what terms a session is opened.
 *
 * @param lifetime from login to the end, whatever happens
 * @param idle without any request, until it ends
 * @param lockAfter without any request, until it is locked; null for never
 * @param most how many sessions the official may have, this one included; the oldest end
 */
public record SessionTerms(
    Duration lifetime,
    Duration idle,
    @Nullable Duration lockAfter,
    int most,
    Set<SessionTrait> traits) {
  /** As many as one likes. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  public SessionTerms {
    traits = Set.copyOf(traits);
    if (most < 1) {
      throw new IllegalArgumentException("expected at least one session, found " + most);
    }
  }
}
