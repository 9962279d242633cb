package vn.antin.signing.authority.founding;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.signing.authority.Authorities;
import vn.antin.signing.authority.CaKeys;
import vn.antin.signing.authority.profile.Profiles;
import vn.antin.signing.people.People;

@Configuration(proxyBeanMethods = false)
class FoundingConfiguration {
  @Bean
  ProvincePower provincePower(People people) {
    return new ProvincePower(people);
  }

  @Bean
  NumberRepository numberRepository(JdbcClient sql) {
    return new NumberRepository(sql);
  }

  @Bean
  Founding founding(
      Authorities authorities,
      CaKeys keys,
      Profiles profiles,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    return new Founding(authorities, keys, profiles, audit, transaction, time);
  }
}
