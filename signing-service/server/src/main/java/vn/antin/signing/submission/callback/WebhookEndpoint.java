package vn.antin.signing.submission.callback;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;

/** Keys to check webhooks with, and what became of each. */
@RestController
final class WebhookEndpoint {
  record Deliveries(List<Callbacks.Delivery> deliveries) {}

  private final Callbacks callbacks;
  private final WebhookKeys keys;
  private final JsonMapper json;

  WebhookEndpoint(Callbacks callbacks, WebhookKeys keys, JsonMapper json) {
    this.callbacks = callbacks;
    this.keys = keys;
    this.json = json;
  }

  @GetMapping("/v1/jwks")
  Map<String, Object> keys() {
    return Map.of("keys", keys.published().stream().map(json::readTree).toList());
  }

  @GetMapping("/v1/signing-requests/{id}/deliveries")
  Deliveries deliveries(Caller.Machine caller, @PathVariable UUID id) {
    return new Deliveries(callbacks.of(id, caller.clientId()));
  }

  @PostMapping("/v1/signing-requests/{id}/deliveries/{delivery}/retry")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void retry(Caller.Machine caller, @PathVariable UUID id, @PathVariable UUID delivery) {
    if (!callbacks.retry(id, caller.clientId(), delivery)) {
      throw Problem.NOT_FOUND.because("no such message that was not delivered");
    }
  }
}
