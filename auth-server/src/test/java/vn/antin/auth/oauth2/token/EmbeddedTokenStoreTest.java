package vn.antin.auth.oauth2.token;

import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import vn.antin.auth.TestDatabase;

/** The token store on the embedded PostgreSQL. */
final class EmbeddedTokenStoreTest extends TokenStoreContract {
  @Override
  ContractDatabase database() {
    TestDatabase database = TestDatabase.create();
    DataSource owner = new DriverManagerDataSource(database.url(), database.name(), "owner");
    DataSource application =
        new DriverManagerDataSource(database.url(), database.name() + "_app", "app");
    return ContractDatabase.migrate(owner, application, database.name() + "_app");
  }
}
