package vn.antin.auth.profile;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.session.SessionAuthentication;
import vn.antin.auth.web.AccountCard;
import vn.antin.auth.web.Language;

@Configuration(proxyBeanMethods = false)
class AccountPages {
  private static final int FIRST = 10;

  @Bean
  @Order(FIRST)
  AccountCard inboxCard() {
    return new AccountCard("/inbox", "inbox.title", "profile.inbox");
  }

  @Bean
  @Order(FIRST + 1)
  AccountCard deviceCard() {
    return new AccountCard("/device", "device.title", "profile.device");
  }

  @Bean
  @Order(FIRST + 2)
  AccountCard signingPinCard() {
    return new AccountCard("/account/pin", "pin.title", "profile.pin");
  }

  @Bean
  @Order(FIRST + 3)
  AccountCard postCard() {
    return new AccountCard("/account/post", "profile.post", "profile.post.text");
  }

  /** A browser in which no language was chosen speaks the account's. */
  @Bean
  WebMvcConfigurer accountLanguage(Accounts accounts) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new Speaking(accounts)).addPathPatterns("/account", "/account/**");
      }
    };
  }

  private record Speaking(Accounts accounts) implements HandlerInterceptor {
    @Override
    public boolean preHandle(
        HttpServletRequest request, HttpServletResponse response, Object handler) {
      if (!Language.known(request)
          && request.getUserPrincipal() instanceof SessionAuthentication official) {
        accounts
            .find(official.session().account())
            .ifPresent(account -> Language.prefer(request, Locale.of(account.locale())));
      }
      return true;
    }
  }
}
