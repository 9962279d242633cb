package vn.antin.auth.web;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Answers at {@code /oauth2/echo} with what the server knows of a request's connection. */
@TestConfiguration(proxyBeanMethods = false)
class ConnectionEcho {
  @Bean
  FilterRegistrationBean<Filter> echoOfConnection() {
    FilterRegistrationBean<Filter> registration =
        new FilterRegistrationBean<>((given, response, chain) -> {
          HttpServletRequest request = (HttpServletRequest) given;
          response.setCharacterEncoding("UTF-8");
          response
              .getWriter()
              .write(
                  "address=%s secure=%s certificate=%s headers=%s cookies=%s"
                      .formatted(
                          ClientAddress.of(request).value(),
                          request.isSecure(),
                          ClientCertificate.of(request)
                              .map(c -> c.getSubjectX500Principal().getName())
                              .orElse("none"),
                          Collections.list(request.getHeaderNames()).stream()
                              .map(name -> name.toLowerCase(Locale.ROOT))
                              .filter(name -> name.contains("forward") || name.contains("cert"))
                              .toList(),
                          request.getHeader("Cookie")));
        });
    registration.addUrlPatterns("/oauth2/echo");
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
    return registration;
  }
}
