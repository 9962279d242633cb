package vn.antin.signing.web;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.bind.DpopProperties;
import vn.antin.signing.bind.Senders;

@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new CallerArgument());
  }

  /** Vietnamese first; English when asked for. */
  @Bean
  static LocaleResolver localeResolver() {
    var vietnamese = Locale.of("vi");
    var resolver = new AcceptHeaderLocaleResolver();
    resolver.setSupportedLocales(List.of(vietnamese, Locale.ENGLISH));
    resolver.setDefaultLocale(vietnamese);
    return resolver;
  }

  @Bean
  static ProblemWriter problemWriter(
      JsonMapper json, MessageSource texts, LocaleResolver localeResolver) {
    return new ProblemWriter(json, texts, localeResolver);
  }

  @Bean
  static FilterRegistrationBean<OutermostFilter> outermostFilter(ProblemWriter problems) {
    var registration = new FilterRegistrationBean<>(new OutermostFilter(problems));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return registration;
  }

  @Bean
  static Proxies trustedProxies(WebProperties properties) {
    return Proxies.of("antin.trusted-proxies", properties.trustedProxies());
  }

  @Bean
  static Senders senders(
      WebProperties properties,
      Proxies trustedProxies,
      DpopProperties dpop,
      JdbcClient sql,
      InstantSource time,
      MeterRegistry meters) {
    return new Senders(
        properties.publicUrl(),
        request -> properties.proxyClientCertificates() && trustedProxies.sent(request),
        dpop,
        sql,
        time,
        meters);
  }

  @Bean
  static HeavyWork heavyWork(WebProperties properties) {
    return new HeavyWork(properties.heavyWork());
  }
}
