package vn.antin.auth.oauth2.ciba;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.oauth2.client.AuthenticatedClient;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.decoupled.AskingFault;
import vn.antin.auth.oauth2.decoupled.NewRequest;
import vn.antin.auth.web.ClientAddress;

/** The backchannel authentication endpoint (CIBA Core §7). */
@RestController
final class CibaEndpoint {
  static final String PATH = "/oauth2/bc-authorize";

  private final SignedRequests signed;
  private final Hints hints;
  private final SignatureWishes signatures;
  private final Questions questions;
  private final CibaProperties properties;
  private final MeterRegistry meters;

  CibaEndpoint(
      SignedRequests signed,
      Hints hints,
      SignatureWishes signatures,
      Questions questions,
      CibaProperties properties,
      MeterRegistry meters) {
    this.signed = signed;
    this.hints = hints;
    this.signatures = signatures;
    this.questions = questions;
    this.properties = properties;
    this.meters = meters;
  }

  @PostMapping(PATH)
  ResponseEntity<Map<String, Object>> ask(
      @Nullable Authentication caller, HttpServletRequest request) {
    if (!(caller instanceof AuthenticatedClient authenticated)) {
      return refused(
          new AskingFault(
              HttpStatus.UNAUTHORIZED, "invalid_client", "client authentication is missing"));
    }
    Client client = authenticated.client();
    AskingFault fault = CibaRules.client(client);
    if (fault != null) {
      return refused(fault);
    }
    return switch (Read.of(request, client, signed)) {
      case Read.Wrong(AskingFault wrong) -> refused(wrong);
      case Read.Right(BackchannelParameters parameters) ->
          ask(parameters, client, ClientAddress.of(request));
    };
  }

  private ResponseEntity<Map<String, Object>> ask(
      BackchannelParameters parameters, Client client, ClientAddress address) {
    AskingFault fault = CibaRules.request(parameters, client);
    if (fault != null) {
      return refused(fault);
    }
    return switch (signatures.read(parameters, client)) {
      case SignatureWishes.Read.Wrong(AskingFault wrong) -> refused(wrong);
      case SignatureWishes.Read.Login() -> ask(parameters, null, client, address);
      case SignatureWishes.Read.Signature(var wish) -> ask(parameters, wish, client, address);
    };
  }

  private ResponseEntity<Map<String, Object>> ask(
      BackchannelParameters parameters,
      NewRequest.@Nullable Signature signature,
      Client client,
      ClientAddress address) {
    Duration lifetime = lifetime(parameters.one("requested_expiry"));
    AccountId official = hints.find(parameters, client).orElse(null);
    if (official == null) {
      return refused(AskingFault.of("unknown_user_id", "no official can be asked by this hint"));
    }
    AskingFault closed = signature == null ? null : signatures.closed(signature, official);
    return closed != null
        ? refused(closed)
        : questions
            .ask(parameters, signature, client, official, lifetime, address)
            .map(secret -> {
              Map<String, Object> answer = new LinkedHashMap<>();
              answer.put("auth_req_id", secret.reveal());
              answer.put("expires_in", lifetime.toSeconds());
              answer.put("interval", properties.interval().toSeconds());
              return ResponseEntity.ok(answer);
            })
            .orElseGet(() ->
                refused(
                    new AskingFault(
                        HttpStatus.FORBIDDEN,
                        "access_denied",
                        "too many questions to this official are open")));
  }

  private Duration lifetime(@Nullable String requested) {
    if (requested == null) {
      return properties.lifetime();
    }
    Duration wanted = Duration.ofSeconds(Long.parseLong(requested));
    return wanted.compareTo(properties.longest()) > 0 ? properties.longest() : wanted;
  }

  private ResponseEntity<Map<String, Object>> refused(AskingFault fault) {
    meters
        .counter("antin.oauth2.decoupled.refused", "kind", "ciba", "error", fault.error())
        .increment();
    return fault.answer();
  }

  /** The request as the client meant it. */
  private sealed interface Read {
    record Right(BackchannelParameters parameters) implements Read {}

    record Wrong(AskingFault fault) implements Read {}

    static Read of(HttpServletRequest request, Client client, SignedRequests signed) {
      BackchannelParameters given = BackchannelParameters.of(request);
      if (given == null) {
        return wrong("a parameter is given more than once");
      }
      String object = given.one("request");
      if (object == null) {
        return CibaRules.signed(client)
            ? wrong("this client has to sign its requests")
            : new Right(given);
      }
      if (!given.onlyProofBesideRequest()) {
        return wrong("parameters beside a signed request are not signed");
      }
      return signed
          .read(object, client)
          .<Read>map(Right::new)
          .orElseGet(() -> wrong("the signed request cannot be accepted"));
    }

    private static Read wrong(String description) {
      return new Wrong(AskingFault.of(CibaRules.INVALID_REQUEST, description));
    }
  }
}
