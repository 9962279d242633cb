package vn.antin.signing.key;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vn.antin.rootkey.RootKey;
import vn.antin.rootkey.RootKeyException;
import vn.antin.signing.problem.ConfigurationFault;

@Configuration(proxyBeanMethods = false)
class KeyConfiguration {
  @Bean(initMethod = "start")
  Tokens tokens(TokenProperties properties, MeterRegistry meters) {
    var tokens =
        new Tokens(new TokenOpener(properties, System.getenv()).tokens(), properties.patience());
    new TokenMeters(meters).bind(tokens);
    return tokens;
  }

  @Bean
  KeyRepository keyRepository(JdbcClient sql, RootKey rootKey, InstantSource time) {
    return new KeyRepository(sql, new KeySeal(rootKey), time);
  }

  @Bean
  KnownKeys knownKeys() {
    return new KnownKeys();
  }

  @Bean(initMethod = "start")
  ForgottenKeys forgottenKeys(
      KeyRepository repository, KnownKeys known, Tokens tokens, InstantSource time) {
    return new ForgottenKeys(repository, known, tokens, time);
  }

  @Bean(initMethod = "start")
  MasterKeyRotation masterKeyRotation(
      KeyRepository repository, KnownKeys known, Tokens tokens, TokenProperties properties) {
    return new MasterKeyRotation(repository, known, tokens, properties.rewrap());
  }

  @Bean
  Keys keys(
      Tokens tokens,
      KeyRepository repository,
      KnownKeys known,
      PlatformTransactionManager transactions) {
    var apart = new TransactionTemplate(transactions);
    apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    return new Keys(tokens, repository, known, apart);
  }

  @Bean
  KeyAbilities keyAbilities(Tokens tokens, KeyRepository repository) {
    return new KeyAbilities(tokens, repository);
  }

  @Bean
  RootKey rootKey(RootKeyProperties properties) {
    try {
      return RootKey.open(properties.rootKey());
    } catch (RootKeyException e) {
      throw new ConfigurationFault(
          "The root key cannot be opened: " + e.getMessage(),
          "Set antin.root-key to the installation's root key file, readable by this user only."
              + " Documents stored under another root key cannot be read with it.",
          e);
    }
  }
}
