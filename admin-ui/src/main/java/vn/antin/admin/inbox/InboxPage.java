package vn.antin.admin.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The list.
 *
 * @param done whether it shows what was decided instead of what waits
 * @param next where the list goes on
 * @param waiting how many wait in all
 * @param all whether every box is ticked to begin with
 * @param said last part of the message key of what was just done
 * @param problem last part of the message key of what went wrong
 */
public record InboxPage(
    boolean done,
    String query,
    List<Step> steps,
    @Nullable String next,
    long waiting,
    boolean all,
    @Nullable String said,
    @Nullable String problem,
    Instant now) {
  public InboxPage {
    steps = List.copyOf(steps);
  }

  /** The address of this part of the inbox. */
  public String path() {
    return done ? "/inbox/done" : "/inbox";
  }

  /** The address of the rows that follow. */
  public @Nullable String more() {
    return next == null ? null : address("after", next);
  }

  /** The address of this page with every box ticked. */
  public String allAddress() {
    return address("all", "true");
  }

  private String address(String name, String value) {
    var address = UriComponentsBuilder.fromPath(path());
    if (!query.isEmpty()) {
      address.queryParam("q", "{query}");
    }
    return address
        .queryParam(name, "{value}")
        .encode()
        .buildAndExpand(query.isEmpty() ? new Object[] {value} : new Object[] {query, value})
        .toUriString();
  }
}
