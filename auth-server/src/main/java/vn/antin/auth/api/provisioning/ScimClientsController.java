package vn.antin.auth.api.provisioning;

import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.api.ApiProblem;
import vn.antin.auth.api.Caller;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.provisioning.scim.ScimClients;

/** Which client keeps the people of which unit by SCIM. */
@RestController
final class ScimClientsController {
  private final ScimClients clients;

  ScimClientsController(ScimClients clients) {
    this.clients = clients;
  }

  record Clients(List<ScimClients.Given> items) {}

  record Unit(UUID unit) {}

  @GetMapping("/api/scim-clients")
  Clients list(@AuthenticationPrincipal Jwt token) {
    return new Clients(clients.list(Caller.of(token).account()));
  }

  /** Setting it to the same again does no harm, so no version is asked for. */
  @PutMapping("/api/scim-clients/{client}")
  ResponseEntity<Void> give(
      @AuthenticationPrincipal Jwt token, @PathVariable String client, @RequestBody Unit unit) {
    if (!clients.give(Caller.of(token).account(), client, new UnitId(unit.unit()))) {
      throw ApiProblem.notFound();
    }
    return ResponseEntity.noContent().build();
  }

  @DeleteMapping("/api/scim-clients/{client}")
  ResponseEntity<Void> take(@AuthenticationPrincipal Jwt token, @PathVariable String client) {
    if (!clients.take(Caller.of(token).account(), client)) {
      throw ApiProblem.notFound();
    }
    return ResponseEntity.noContent().build();
  }
}
