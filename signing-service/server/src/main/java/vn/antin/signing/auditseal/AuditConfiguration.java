package vn.antin.signing.auditseal;

import java.time.InstantSource;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import vn.antin.audit.AuditLog;
import vn.antin.audit.AuditSealer;
import vn.antin.audit.FileRootSink;
import vn.antin.signing.key.Keys;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {
  @Bean
  AuditLog auditLog(DataSource database, InstantSource time) {
    return new AuditLog(new TransactionAwareDataSourceProxy(database), time);
  }

  /** The log's tables have their own history: its jar may move faster than this service. */
  @Bean
  FlywayMigrationStrategy withAuditTables() {
    return own -> {
      own.migrate();
      Flyway.configure()
          .dataSource(own.getConfiguration().getDataSource())
          .placeholders(Map.copyOf(own.getConfiguration().getPlaceholders()))
          .locations("classpath:db/audit")
          .table("flyway_audit")
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
    };
  }

  @Bean
  SealKey sealKey(JdbcClient sql, Keys keys, InstantSource time) {
    return new SealKey(sql, keys, time);
  }

  @Bean
  @ConditionalOnProperty("antin.audit.roots-file")
  OwnSeal ownSeal(
      DataSource database, InstantSource time, SealKey key, AuditSealProperties properties) {
    var file = properties.rootsFile();
    if (file == null) {
      throw new IllegalStateException("antin.audit.roots-file is set but empty");
    }
    return new OwnSeal(new AuditSealer(database, time, key, new FileRootSink(file)));
  }
}
