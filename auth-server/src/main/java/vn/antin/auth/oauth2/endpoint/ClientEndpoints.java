package vn.antin.auth.oauth2.endpoint;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.antin.auth.oauth2.authenticate.ClientEndpoint;

/** The endpoints that only clients call. */
@Configuration(proxyBeanMethods = false)
class ClientEndpoints {
  @Bean
  ClientEndpoint tokenEndpoint() {
    return new ClientEndpoint(Endpoints.TOKEN, "token_endpoint");
  }

  @Bean
  ClientEndpoint introspectionEndpoint() {
    return new ClientEndpoint(Endpoints.INTROSPECT, "introspection_endpoint");
  }

  @Bean
  ClientEndpoint revocationEndpoint() {
    return new ClientEndpoint(Endpoints.REVOKE, "revocation_endpoint");
  }

  @Bean
  ClientEndpoint pushedAuthorizationRequestEndpoint() {
    return ClientEndpoint.at(Endpoints.PUSH);
  }

  @Bean
  ClientEndpoint deviceAuthorizationEndpoint() {
    return ClientEndpoint.at(Endpoints.DEVICE_AUTHORIZATION);
  }

  @Bean
  ClientEndpoint backchannelAuthenticationEndpoint() {
    return ClientEndpoint.at(Endpoints.BACKCHANNEL_AUTHENTICATION);
  }
}
