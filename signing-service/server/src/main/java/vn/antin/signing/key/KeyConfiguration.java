package vn.antin.signing.key;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.antin.rootkey.RootKey;
import vn.antin.rootkey.RootKeyException;
import vn.antin.signing.problem.ConfigurationFault;

@Configuration(proxyBeanMethods = false)
class KeyConfiguration {
  @Bean
  SigningToken signingToken(TokenProperties properties) {
    return new SigningToken(properties);
  }

  @Bean
  Keys keys(SigningToken token) {
    return new Keys(token);
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
