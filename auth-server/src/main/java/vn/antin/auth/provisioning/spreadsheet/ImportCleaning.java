package vn.antin.auth.provisioning.spreadsheet;

import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Erases old imports: their rows hold personal data. Harmless on several nodes at once. */
@Component
final class ImportCleaning {
  private final JdbcClient jdbc;
  private final ImportProperties properties;
  private final InstantSource clock;

  ImportCleaning(JdbcClient jdbc, ImportProperties properties, InstantSource clock) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
  }

  @Scheduled(initialDelayString = "5m", fixedDelayString = "1h")
  void clean() {
    jdbc.sql(
            """
            DELETE FROM official_import
            WHERE created_at < :before AND state NOT IN ('reading', 'applying', 'undoing')
            """)
        .param("before", clock.instant().minus(properties.keep()).atOffset(ZoneOffset.UTC))
        .update();
  }
}
