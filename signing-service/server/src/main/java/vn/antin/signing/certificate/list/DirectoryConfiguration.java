package vn.antin.signing.certificate.list;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DirectoryConfiguration {
  @Bean
  DirectoryList certificateDirectory(DirectoryProperties properties) {
    return DirectoryList.of(properties);
  }
}
