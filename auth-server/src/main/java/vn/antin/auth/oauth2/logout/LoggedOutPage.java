package vn.antin.auth.oauth2.logout;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page after logging out shows.
 *
 * @param systems how many systems have been told
 * @param unconfirmed names of those that have not confirmed
 * @param waiting whether one of these may still confirm by itself
 * @param frames addresses that the browser has to load
 * @param destination where the official goes on to; null to stay here
 */
public record LoggedOutPage(
    int systems,
    List<String> unconfirmed,
    boolean waiting,
    List<String> frames,
    @Nullable String destination) {
  static final LoggedOutPage PLAIN = new LoggedOutPage(0, List.of(), false, List.of(), null);

  public LoggedOutPage {
    unconfirmed = List.copyOf(unconfirmed);
    frames = List.copyOf(frames);
  }

  public int confirmed() {
    return systems - unconfirmed.size();
  }
}
