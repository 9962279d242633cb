package vn.antin.signing.authority.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/** A unit that ended has no servers: theirs are withdrawn. Any node does it. */
final class EndedServers {
  private static final Logger LOG = LoggerFactory.getLogger(EndedServers.class);
  private static final int AT_ONCE = 50;

  private final Servers servers;

  EndedServers(Servers servers) {
    this.servers = servers;
  }

  @Scheduled(fixedDelayString = "${antin.people.interval:5s}", initialDelayString = "3s")
  void look() {
    try {
      var withdrawn = servers.withdrawOrphaned(AT_ONCE);
      if (withdrawn > 0) {
        LOG.info("{} servers were withdrawn with their units.", withdrawn);
      }
      servers.revokeLate(AT_ONCE);
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("Withdrawing waits for the database: {}", e.getMessage());
    }
  }
}
