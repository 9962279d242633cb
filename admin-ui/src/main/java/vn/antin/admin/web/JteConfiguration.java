package vn.antin.admin.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.PriorityOrdered;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.i18n.AbstractLocaleResolver;
import vn.antin.admin.installation.Installation;

/** Renders precompiled jte templates; a page is complete before its first byte is sent. */
@Configuration(proxyBeanMethods = false)
class JteConfiguration {
  @Bean
  LocaleResolver localeResolver() {
    return new AbstractLocaleResolver() {
      @Override
      public Locale resolveLocale(HttpServletRequest request) {
        return Language.of(request).locale();
      }

      @Override
      public void setLocale(
          HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale to) {
        throw new UnsupportedOperationException("the language is chosen at /language");
      }
    };
  }

  /** Named like Spring Boot's own so that this is the one that is asked. */
  @Bean
  ViewResolver viewResolver(Assets assets, MessageSource messages, Installation installation) {
    var engine =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, getClass().getClassLoader(), "vn.antin.admin.pages");
    return new JteViews(engine, assets, messages, installation.authServerOrigin() + "/account");
  }

  private record JteViews(
      TemplateEngine engine, Assets assets, MessageSource messages, String account)
      implements ViewResolver, PriorityOrdered {
    @Override
    public View resolveViewName(String name, Locale locale) {
      return new JteView(engine, name + ".jte", assets, messages, account);
    }

    @Override
    public int getOrder() {
      return HIGHEST_PRECEDENCE;
    }
  }

  private record JteView(
      TemplateEngine engine, String name, Assets assets, MessageSource messages, String account)
      implements View {
    @Override
    public void render(
        @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
        throws Exception {
      var parameters = new HashMap<String, Object>();
      if (model != null) {
        parameters.putAll(model);
      }
      var texts = new Texts(messages, Language.of(request));
      parameters.put(
          "shell", new Shell(texts, Viewer.of(request), Here.of(request), account, assets));
      var page = new Utf8ByteOutput();
      engine.render(name, parameters, page);
      response.setContentType("text/html;charset=UTF-8");
      response.setContentLength(page.getContentLength());
      page.writeTo(response.getOutputStream());
      // A refused upload: the page goes out before the rest of the body is received and dropped.
      if (response.getStatus() >= 400) {
        response.flushBuffer();
      }
    }
  }
}
