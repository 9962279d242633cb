package vn.antin.signing.image;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditLog;
import vn.antin.rootkey.RootKey;
import vn.antin.signing.people.People;
import vn.antin.signing.web.HeavyWork;

@Configuration(proxyBeanMethods = false)
class ImageConfiguration {
  @Bean
  ImageRepository imageRepository(JdbcClient sql) {
    return new ImageRepository(sql);
  }

  @Bean
  SignatureImages signatureImages(ImageRepository repository, RootKey rootKey) {
    return new SignatureImages(repository, rootKey);
  }

  @Bean
  ImageDesk imageDesk(
      ImageRepository repository,
      SignatureImages images,
      JdbcClient sql,
      People people,
      HeavyWork heavyWork,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    return new ImageDesk(repository, images, sql, people, heavyWork, audit, transaction, time);
  }
}
