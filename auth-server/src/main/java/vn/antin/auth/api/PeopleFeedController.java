package vn.antin.auth.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import vn.antin.auth.org.FeedCursor;
import vn.antin.auth.org.PeopleChange;
import vn.antin.auth.org.PeopleFeed;

@RestController
final class PeopleFeedController {
  private static final int MOST = 5000;

  private final PeopleFeed feed;

  PeopleFeedController(PeopleFeed feed) {
    this.feed = feed;
  }

  record Page(List<PeopleChange> items, String next, boolean more) {}

  @GetMapping("/internal/people")
  Page people(
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "1000") int limit) {
    FeedCursor from =
        after == null || after.isEmpty()
            ? FeedCursor.START
            : FeedCursor.read(after)
                .orElseThrow(() ->
                    new ResponseStatusException(
                        HttpStatus.BAD_REQUEST, "after is not a cursor of this feed"));
    int size = Math.clamp(limit, 1, MOST);
    List<PeopleFeed.Entry> found = feed.after(from, size + 1);
    List<PeopleFeed.Entry> page = found.subList(0, Math.min(size, found.size()));
    return new Page(
        page.stream().map(PeopleFeed.Entry::change).toList(),
        (page.isEmpty() ? from : page.getLast().place()).toString(),
        found.size() > size);
  }
}
