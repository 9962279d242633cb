package vn.antin.auth.audit;

import java.time.InstantSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import vn.antin.audit.AuditLog;
import vn.antin.audit.PersonalData;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {
  /** The log's tables have a history of their own, so its versions and ours never meet. */
  @Bean
  FlywayMigrationStrategy migrateOursThenTheLogs() {
    return ours -> {
      ours.migrate();
      Flyway.configure()
          .configuration(ours.getConfiguration())
          .locations("classpath:db/audit")
          .table("flyway_audit")
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
    };
  }

  /** By the role that owns the tables, as migrations go: ours cannot erase. */
  @Bean
  @Lazy
  PersonalData personalData(Flyway migrations, InstantSource clock) {
    return new PersonalData(migrations.getConfiguration().getDataSource(), clock);
  }

  @Bean
  AuditLog auditLog(DataSource database, InstantSource clock) {
    return new AuditLog(new TransactionAwareDataSourceProxy(database), clock);
  }
}
