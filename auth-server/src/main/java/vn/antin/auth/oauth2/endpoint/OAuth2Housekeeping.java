package vn.antin.auth.oauth2.endpoint;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.authenticate.ClientAssertions;
import vn.antin.auth.oauth2.token.TokenPartitions;

/** Makes room for tokens to come and lets go of what is over; at start and every hour. */
@Component
final class OAuth2Housekeeping implements SmartInitializingSingleton {
  private static final Logger LOG = LoggerFactory.getLogger(OAuth2Housekeeping.class);

  private final TokenPartitions partitions;
  private final ClientAssertions assertions;

  OAuth2Housekeeping(TokenPartitions partitions, ClientAssertions assertions) {
    this.partitions = partitions;
    this.assertions = assertions;
  }

  @Override
  public void afterSingletonsInstantiated() {
    partitions.make();
  }

  @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
  void tidy() {
    partitions.make();
    assertions.forgetExpired();
    try {
      partitions.removeExpired().forEach(table -> LOG.info("dropped {}", table));
    } catch (SQLException e) {
      LOG.warn("expired token partitions could not be removed; the next run tries again", e);
    }
  }
}
