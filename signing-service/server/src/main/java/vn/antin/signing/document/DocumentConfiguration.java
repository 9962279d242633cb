package vn.antin.signing.document;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.rootkey.RootKey;
import vn.antin.signing.web.HeavyWork;

@Configuration(proxyBeanMethods = false)
class DocumentConfiguration {
  @Bean
  DocumentRepository documentRepository(JdbcClient sql) {
    return new DocumentRepository(sql);
  }

  @Bean
  Documents documents(
      DocumentRepository repository,
      RootKey rootKey,
      DocumentProperties properties,
      InstantSource time) {
    return new Documents(repository, rootKey, properties, time);
  }

  @Bean
  DocumentIntake documentIntake(
      Documents documents,
      HeavyWork heavyWork,
      JdbcClient sql,
      DocumentProperties properties,
      MeterRegistry meters,
      InstantSource time) {
    return new DocumentIntake(
        documents, heavyWork, new Quota(sql, properties, time), properties, meters);
  }

  @Bean
  PageImages pageImages(Documents documents, HeavyWork heavyWork) {
    return new PageImages(documents, heavyWork);
  }

  @Bean
  DocumentDays documentDays(DocumentRepository repository, InstantSource time) {
    return new DocumentDays(repository, time);
  }
}
