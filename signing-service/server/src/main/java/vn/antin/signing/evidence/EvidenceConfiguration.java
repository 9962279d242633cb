package vn.antin.signing.evidence;

import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.audit.InclusionProofs;
import vn.antin.signing.authserver.AuthServer;

@Configuration(proxyBeanMethods = false)
class EvidenceConfiguration {
  @Bean
  EvidenceRepository evidenceRepository(JdbcClient sql) {
    return new EvidenceRepository(sql);
  }

  @Bean
  EvidenceFiles evidenceFiles(
      EvidenceRepository repository,
      DataSource database,
      AuthServer authServer,
      InstantSource time) {
    return new EvidenceFiles(repository, new InclusionProofs(database), authServer, time);
  }

  @Bean
  KeptStatuses keptStatuses(EvidenceRepository repository, InstantSource time) {
    return new KeptStatuses(repository, time);
  }
}
