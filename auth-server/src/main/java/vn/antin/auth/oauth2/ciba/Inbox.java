package vn.antin.auth.oauth2.ciba;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.login.device.WaitingLogin;

/**
 * What an official's inbox shows.
 *
 * @param logins logins on other devices that wait for a yes
 * @param said key of what became of the last answer; empty for nothing
 */
public record Inbox(List<WaitingLogin> logins, List<Item> items, String said) {
  public Inbox {
    logins = List.copyOf(logins);
    items = List.copyOf(items);
  }

  /** Whether there is nothing to answer. */
  public boolean isEmpty() {
    return logins.isEmpty() && items.isEmpty();
  }

  /**
   * One question.
   *
   * @param vetted whether an administrator has registered the application
   * @param scopes what it will get
   * @param signatures how many it asks for; 0 for a login
   * @param minutes since it was asked
   */
  public record Item(
      UUID id,
      String clientName,
      boolean vetted,
      @Nullable String bindingMessage,
      Set<String> scopes,
      int signatures,
      String address,
      long minutes,
      Instant expiresAt) {
    public Item {
      scopes = Set.copyOf(scopes);
    }
  }
}
