package vn.antin.auth.oauth2.registration;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.web.ClientAddress;
import vn.antin.auth.web.House;

/** The client registration endpoint (RFC 7591 §3) and the configuration endpoint (RFC 7592 §2). */
@RestController
final class RegistrationEndpoint {
  static final String PATH = "/connect/register";

  private final DynamicRegistration registration;
  private final RegistrationRequest requests;
  private final RegistrationRate rate;
  private final MeterRegistry meters;
  private final String address;

  RegistrationEndpoint(
      DynamicRegistration registration,
      RegistrationRequest requests,
      RegistrationRate rate,
      MeterRegistry meters,
      House house) {
    this.registration = registration;
    this.requests = requests;
    this.rate = rate;
    this.meters = meters;
    this.address = house.issuer() + PATH;
  }

  @PostMapping(PATH)
  ResponseEntity<Map<String, Object>> register(HttpServletRequest request) {
    ClientAddress from = ClientAddress.of(request);
    Duration wait = rate.count(from);
    if (!wait.isZero()) {
      throw RegistrationRefused.busy(wait);
    }
    DynamicRegistration.Registered registered =
        registration.register(
            requests.document(request), RegistrationRequest.token(request), from.value());
    meters.counter("antin.oauth2.clients.registered").increment();
    return answer(HttpStatus.CREATED).body(information(registered));
  }

  @GetMapping(PATH + "/{id}")
  ResponseEntity<Map<String, Object>> read(@PathVariable String id, HttpServletRequest request) {
    return answer(HttpStatus.OK)
        .body(information(registration.read(id, RegistrationRequest.token(request))));
  }

  @PutMapping(PATH + "/{id}")
  ResponseEntity<Map<String, Object>> replace(@PathVariable String id, HttpServletRequest request) {
    Map<String, Object> document = requests.document(request);
    return answer(HttpStatus.OK)
        .body(information(registration.replace(id, RegistrationRequest.token(request), document)));
  }

  @DeleteMapping(PATH + "/{id}")
  ResponseEntity<Void> delete(@PathVariable String id, HttpServletRequest request) {
    registration.delete(id, RegistrationRequest.token(request));
    return answer(HttpStatus.NO_CONTENT).build();
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> refused(RegistrationRefused refused) {
    meters.counter("antin.oauth2.registrations.refused", "error", refused.error()).increment();
    ResponseEntity.BodyBuilder answer = answer(refused.status());
    if (refused.status() == HttpStatus.UNAUTHORIZED) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    }
    if (refused.retryAfterSeconds() > 0) {
      answer.header(HttpHeaders.RETRY_AFTER, Long.toString(refused.retryAfterSeconds()));
    }
    return answer.body(
        Map.of(
            "error", refused.error(),
            "error_description", printable(String.valueOf(refused.getMessage()))));
  }

  /** RFC 6749 §5.2: of what was sent, nothing but printable ASCII comes back. */
  private static String printable(String text) {
    String clean = text.replaceAll("[^\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]", "?");
    return clean.length() > 500 ? clean.substring(0, 500) : clean;
  }

  private static ResponseEntity.BodyBuilder answer(HttpStatus status) {
    return ResponseEntity.status(status)
        .cacheControl(CacheControl.noStore())
        .header(HttpHeaders.PRAGMA, "no-cache");
  }

  private Map<String, Object> information(DynamicRegistration.Registered registered) {
    Client client = registered.client();
    Map<String, Object> document = new LinkedHashMap<>(ClientInformation.of(client));
    document.put("client_id_issued_at", registered.issuedAt().getEpochSecond());
    NewSecret secret = registered.secret();
    if (secret != null) {
      document.put("client_secret", secret.reveal());
      document.put("client_secret_expires_at", 0);
    }
    document.put("registration_client_uri", address + "/" + client.id());
    document.put("registration_access_token", registered.token().reveal());
    return document;
  }
}
