package vn.antin.auth.oauth2.device;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.oauth2.client.AuthenticatedClient;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.decoupled.AskingFault;
import vn.antin.auth.oauth2.decoupled.DecoupledRequests;
import vn.antin.auth.oauth2.decoupled.NewRequest;
import vn.antin.auth.oauth2.decoupled.PollSecret;
import vn.antin.auth.oauth2.decoupled.RequestKind;
import vn.antin.auth.web.ClientAddress;
import vn.antin.auth.web.House;

/** Where a device asks for its codes (RFC 8628 §3.1). */
@RestController
final class DeviceEndpoint {
  static final String PATH = "/oauth2/device_authorization";

  /** What nobody gives away to a screen somewhere else. */
  private static final Set<String> NEVER = Set.of("admin", "credential");

  private static final int TRIES = 5;

  private final DecoupledRequests requests;
  private final DeviceProperties properties;
  private final House house;
  private final MeterRegistry meters;

  DeviceEndpoint(
      DecoupledRequests requests, DeviceProperties properties, House house, MeterRegistry meters) {
    this.requests = requests;
    this.properties = properties;
    this.house = house;
    this.meters = meters;
  }

  @PostMapping(PATH)
  ResponseEntity<Map<String, Object>> ask(
      @Nullable Authentication caller, HttpServletRequest request) {
    if (!(caller instanceof AuthenticatedClient authenticated)) {
      return new AskingFault(
              HttpStatus.UNAUTHORIZED, "invalid_client", "client authentication is missing")
          .answer();
    }
    Client client = authenticated.client();
    Set<String> scopes = scopes(request);
    AskingFault fault = fault(client, scopes, request);
    if (fault != null) {
      meters
          .counter("antin.oauth2.decoupled.refused", "kind", "device", "error", fault.error())
          .increment();
      return fault.answer();
    }
    return codes(client, scopes, ClientAddress.of(request));
  }

  private @Nullable AskingFault fault(
      Client client, Set<String> scopes, HttpServletRequest request) {
    if (!client.grantTypes().contains(RequestKind.DEVICE.grantType()) || client.profile().fapi()) {
      return AskingFault.of("unauthorized_client", "the client may not use this grant type");
    }
    if (request.getParameterMap().values().stream().anyMatch(values -> values.length > 1)) {
      return AskingFault.of("invalid_request", "a parameter is given more than once");
    }
    if (scopes.isEmpty()
        || !client.scopes().containsAll(scopes)
        || scopes.stream().anyMatch(NEVER::contains)) {
      return AskingFault.of(
          "invalid_scope", "expected scopes that this client is registered for and devices get");
    }
    return requests.roomForDevice(ClientAddress.of(request).value(), properties.openPerAddress())
        ? null
        : new AskingFault(
            HttpStatus.TOO_MANY_REQUESTS, "slow_down", "too many codes of this address are open");
  }

  private ResponseEntity<Map<String, Object>> codes(
      Client client, Set<String> scopes, ClientAddress address) {
    PollSecret secret = PollSecret.create();
    for (int i = 0; i < TRIES; i++) {
      UserCode code = UserCode.random();
      NewRequest request =
          new NewRequest(
              UUID.randomUUID(),
              secret,
              client.id(),
              scopes,
              address,
              properties.lifetime(),
              properties.interval(),
              new NewRequest.ByUserCode(code.hash()));
      if (requests.ask(request)) {
        meters
            .counter("antin.oauth2.decoupled.asked", "kind", "device", "outcome", "ok")
            .increment();
        return ResponseEntity.ok(answer(secret, code));
      }
    }
    throw new IllegalStateException("five user codes in a row were taken");
  }

  private Map<String, Object> answer(PollSecret secret, UserCode code) {
    String page = house.issuer() + DevicePage.PATH;
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("device_code", secret.reveal());
    answer.put("user_code", code.shown());
    answer.put("verification_uri", page);
    answer.put("verification_uri_complete", page + "?user_code=" + code.shown());
    answer.put("expires_in", properties.lifetime().toSeconds());
    answer.put("interval", properties.interval().toSeconds());
    return answer;
  }

  private static Set<String> scopes(HttpServletRequest request) {
    String scope = request.getParameter("scope");
    return scope == null || scope.isBlank()
        ? Set.of()
        : new java.util.TreeSet<>(java.util.List.of(scope.strip().split(" +")));
  }
}
