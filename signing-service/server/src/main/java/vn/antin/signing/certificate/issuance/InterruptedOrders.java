package vn.antin.signing.certificate.issuance;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/** Looks for issuings that a crash cut off; any node does it for any other. */
final class InterruptedOrders {
  private static final Logger LOG = LoggerFactory.getLogger(InterruptedOrders.class);

  private final Orders orders;

  InterruptedOrders(Orders orders) {
    this.orders = orders;
  }

  @Scheduled(fixedDelayString = "30s", initialDelayString = "4s")
  void reconcile() {
    try {
      orders.reconcile();
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("Reconciling waits for the database: {}", e.getMessage());
    }
  }
}
