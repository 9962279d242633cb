package vn.antin.auth.outbox;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets what was delivered or died long ago; harmless on several nodes at once. */
@Component
final class OutboxCleaning {
  private final OutboxTable table;

  OutboxCleaning(OutboxTable table) {
    this.table = table;
  }

  @Scheduled(initialDelayString = "5m", fixedDelayString = "1h")
  void clean() {
    table.clean();
  }
}
