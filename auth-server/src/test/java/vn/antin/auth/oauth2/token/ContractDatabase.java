package vn.antin.auth.oauth2.token;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A migrated database, seen as its owner and as the application. */
record ContractDatabase(DataSource owner, DataSource application) {
  /**
   * Migrates an empty database.
   *
   * @param applicationRole whom the migrations grant to
   */
  static ContractDatabase migrate(
      DataSource owner, DataSource application, String applicationRole) {
    Flyway.configure()
        .dataSource(owner)
        .locations("classpath:db/migration")
        .placeholders(Map.of("app_role", applicationRole))
        .load()
        .migrate();
    return new ContractDatabase(owner, application);
  }
}
