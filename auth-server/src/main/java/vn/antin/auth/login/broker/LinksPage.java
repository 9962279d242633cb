package vn.antin.auth.login.broker;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the page with an official's identities elsewhere shows.
 *
 * @param open upstreams to which there is no link yet
 * @param said key of what became of the last act; empty for nothing
 */
public record LinksPage(List<Link> links, List<BrokerStep.Choice> open, String said) {
  public LinksPage {
    links = List.copyOf(links);
    open = List.copyOf(open);
  }

  /** An identity elsewhere. */
  public record Link(UUID id, String name, Instant since, @Nullable Instant lastUsed) {}
}
