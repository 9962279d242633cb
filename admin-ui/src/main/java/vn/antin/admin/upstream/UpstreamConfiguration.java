package vn.antin.admin.upstream;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.admin.installation.Installation;

@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {
  @Bean(destroyMethod = "close")
  HttpClient upstreamClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(2))
        .followRedirects(HttpClient.Redirect.NEVER)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }

  @Bean
  Upstream authServer(Installation installation, HttpClient client, JsonMapper mapper) {
    return new Upstream(Part.AUTH_SERVER, installation.authServerIssuer(), client, mapper);
  }

  @Bean
  Upstream signingService(Installation installation, HttpClient client, JsonMapper mapper) {
    return new Upstream(Part.SIGNING_SERVICE, installation.signingServiceUrl(), client, mapper);
  }
}
