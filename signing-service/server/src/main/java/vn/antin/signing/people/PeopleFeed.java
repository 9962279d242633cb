package vn.antin.signing.people;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import vn.antin.signing.authserver.AuthServer;
import vn.antin.signing.authserver.AuthServerUnreachable;

/** Reads the change feed to its end, again and again; an outage ends the look, not the feed. */
final class PeopleFeed {
  private static final Logger LOG = LoggerFactory.getLogger(PeopleFeed.class);
  private static final String SCOPE = "people.read";

  private final AuthServer authServer;
  private final PeopleRepository repository;
  private final int pageSize;
  private final InstantSource time;
  private volatile boolean wasReachable = true;

  PeopleFeed(AuthServer authServer, PeopleRepository repository, int pageSize, InstantSource time) {
    this.authServer = authServer;
    this.repository = repository;
    this.pageSize = Math.clamp(pageSize, 1, 5000);
    this.time = time;
  }

  @Scheduled(fixedDelayString = "${antin.people.interval:5s}", initialDelayString = "500ms")
  void look() {
    try {
      while (readPage()) {}
      if (!wasReachable) {
        LOG.info("The change feed of auth-server is read again.");
      }
      wasReachable = true;
    } catch (AuthServerUnreachable | DataAccessException | TransactionException e) {
      if (wasReachable) {
        LOG.warn("The change feed cannot be read now, it will be tried again: {}", e.getMessage());
      }
      wasReachable = false;
    }
  }

  /** True when there is more to read at once. */
  private boolean readPage() {
    var position = repository.position();
    FeedPage page;
    try {
      page = FeedPage.of(authServer.get(uri(position), SCOPE));
    } catch (AuthServerUnreachable e) {
      if (position.value() != null && (e.status() == 400 || e.status() == 410)) {
        LOG.warn("auth-server no longer knows the feed's position: reading everything again.");
        repository.resync();
      }
      throw e;
    }
    return repository.apply(position, page, time.instant()) && page.more();
  }

  private String uri(PeopleRepository.Position position) {
    var path = "/internal/people?limit=" + pageSize;
    return position.value() == null
        ? path
        : path + "&after=" + URLEncoder.encode(position.value(), StandardCharsets.UTF_8);
  }
}
