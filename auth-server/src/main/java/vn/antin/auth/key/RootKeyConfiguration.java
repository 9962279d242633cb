package vn.antin.auth.key;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.antin.rootkey.RootKey;

@Configuration(proxyBeanMethods = false)
class RootKeyConfiguration {
  @Bean
  RootKey rootKey(RootKeyProperties properties) {
    return RootKey.open(properties.rootKey());
  }
}
