package vn.antin.auth.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.util.Set;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.view.RedirectView;

@Configuration(proxyBeanMethods = false)
class PageConfiguration {
  @Bean
  ViewResolver jtePages(MessageSource messages) {
    TemplateEngine engine =
        TemplateEngine.createPrecompiled(
            null,
            ContentType.Html,
            PageConfiguration.class.getClassLoader(),
            "vn.antin.auth.pages");
    return (name, locale) ->
        name.startsWith("redirect:")
            ? new RedirectView(name.substring("redirect:".length()))
            : new JteView(engine, messages, name + ".jte");
  }

  /** No cookie and no address ever carries a servlet session id. */
  @Bean
  ServletContextInitializer noServletSessions() {
    return context -> context.setSessionTrackingModes(Set.of());
  }

  /** Requests are observed as a whole; observing each security filter costs more than it tells. */
  @Bean
  SecurityObservationSettings securityObservations() {
    return SecurityObservationSettings.noObservations();
  }
}
