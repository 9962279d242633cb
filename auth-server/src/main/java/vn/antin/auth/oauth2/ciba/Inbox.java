package vn.antin.auth.oauth2.ciba;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an official's inbox shows.
 *
 * @param said key of what became of the last answer; empty for nothing
 */
public record Inbox(List<Item> items, String said) {
  public Inbox {
    items = List.copyOf(items);
  }

  /**
   * One question.
   *
   * @param vetted whether an administrator has registered the application
   * @param scopes what it will get
   * @param minutes since it was asked
   */
  public record Item(
      UUID id,
      String clientName,
      boolean vetted,
      @Nullable String bindingMessage,
      Set<String> scopes,
      String address,
      long minutes,
      Instant expiresAt) {
    public Item {
      scopes = Set.copyOf(scopes);
    }
  }
}
