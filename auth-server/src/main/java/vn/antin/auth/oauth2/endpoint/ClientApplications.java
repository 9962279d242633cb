package vn.antin.auth.oauth2.endpoint;

import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.antin.auth.login.Application;
import vn.antin.auth.login.ApplicationDirectory;
import vn.antin.auth.oauth2.authorize.RedirectUris;
import vn.antin.auth.oauth2.client.Clients;

/** Tells the login page which application an official is on the way to. */
@Component
final class ClientApplications implements ApplicationDirectory {
  private final Clients clients;

  ClientApplications(Clients clients) {
    this.clients = clients;
  }

  @Override
  public Optional<Application> find(String clientId) {
    return clients
        .find(clientId)
        .map(client ->
            new Application(
                client.name(),
                client.redirectUris().stream()
                    .map(RedirectUris::origin)
                    .distinct()
                    .sorted()
                    .toList()));
  }
}
