package vn.antin.auth.oauth2;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Beans for {@link OAuth2Test}. */
@TestConfiguration(proxyBeanMethods = false)
public class OAuth2TestConfiguration {
  /** Key of the client signing-service. */
  public static final ECKey SIGNING_SERVICE_KEY = key();

  /** Secret of the client admin-ui. */
  public static final String ADMIN_UI_SECRET = "admin-ui-secret-admin-ui-secret-0";

  @Bean
  DynamicPropertyRegistrar houseClientSettings() throws IOException {
    Path folder = Files.createTempDirectory("antin");
    Path secret = Files.writeString(folder.resolve("admin-ui.secret"), ADMIN_UI_SECRET + "\n");
    Path keys =
        Files.writeString(
            folder.resolve("signing-service.jwks"), new JWKSet(SIGNING_SERVICE_KEY).toString());
    return properties -> {
      properties.add("antin.house-clients.admin-ui-secret-file", secret::toString);
      properties.add("antin.house-clients.signing-service-jwks-file", keys::toString);
    };
  }

  @Bean
  FilterRegistrationBean<Filter> noServletSession() {
    FilterRegistrationBean<Filter> registration =
        new FilterRegistrationBean<>((request, response, chain) ->
            chain.doFilter(new Sessionless((HttpServletRequest) request), response));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("signing-service-1").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Sessionless extends HttpServletRequestWrapper {
    Sessionless(HttpServletRequest request) {
      super(request);
    }

    @Override
    public HttpSession getSession() {
      throw new AssertionError("a servlet session was asked for");
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
      if (create) {
        throw new AssertionError("a servlet session was asked for");
      }
      return null;
    }
  }
}
