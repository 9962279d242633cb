package vn.antin.auth.oauth2.endpoint;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.oauth2.client.ClientPage;
import vn.antin.auth.oauth2.client.Clients;

/** The systems that an official can open with this account. */
@RestController
final class SystemsEndpoint {
  private final Clients clients;

  SystemsEndpoint(Clients clients) {
    this.clients = clients;
  }

  @GetMapping("/api/me/systems")
  List<ClientPage> systems() {
    return clients.pages();
  }
}
