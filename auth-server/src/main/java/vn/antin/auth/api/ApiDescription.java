package vn.antin.auth.api;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Gives the REST API's description (OpenAPI) to whoever asks. It is written when the server is
 * built, by a test that reads the controllers; nothing is read off them while it runs.
 */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
  static final String PATH = "/api/openapi.json";

  @Bean
  RouterFunction<ServerResponse> describedApi() {
    return RouterFunctions.route()
        .GET(
            PATH,
            request ->
                ServerResponse.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                    .body(new ClassPathResource("openapi/auth-server.json")))
        .build();
  }
}
