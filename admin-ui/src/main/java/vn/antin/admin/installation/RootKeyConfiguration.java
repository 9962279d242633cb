package vn.antin.admin.installation;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.antin.rootkey.RootKey;

/** Opens the installation's root key once; a start without it stops. */
@Configuration(proxyBeanMethods = false)
class RootKeyConfiguration {
  @Bean
  RootKey rootKey(Installation installation) {
    return RootKey.open(installation.rootKey());
  }
}
