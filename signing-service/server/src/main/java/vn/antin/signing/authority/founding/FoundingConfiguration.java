package vn.antin.signing.authority.founding;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.signing.authority.Authorities;
import vn.antin.signing.authority.CaKeys;
import vn.antin.signing.authority.profile.Profiles;

@Configuration(proxyBeanMethods = false)
class FoundingConfiguration {
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
