package vn.antin.signing.certificate.request;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.certificate.OneTimeCode;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.web.Caller;
import vn.antin.signing.web.LimitedBody;
import vn.antin.signing.web.Throttle;

/**
 * Administrators make codes; whoever has one registers a USB token without an account of ours, as
 * the code and the token's key say all that an access token would.
 */
@RestController
final class TokenRegistrationEndpoint {
  /**
   * Without an access token.
   *
   * @param algorithm such as {@code RSA_PKCS1_SHA256}
   * @param signature over the text of {@link PossessionText}, in base64
   */
  record Registration(
      @Nullable String code,
      @Nullable String certificates,
      @Nullable String algorithm,
      @Nullable String signature) {
    @Override
    public String toString() {
      return "Registration[hidden]";
    }
  }

  record CodeList(List<CodeRepository.Line> items, boolean stale) {}

  private static final int LONGEST = 64 * 1024;

  private final TokenRegistrations registrations;
  private final Throttle throttle;
  private final People people;
  private final JsonMapper json;

  TokenRegistrationEndpoint(
      TokenRegistrations registrations,
      Throttle tokenRegistrationThrottle,
      People people,
      JsonMapper json) {
    this.registrations = registrations;
    this.throttle = tokenRegistrationThrottle;
    this.people = people;
    this.json = json;
  }

  @PostMapping("/certificates/usb-token-codes")
  @ResponseStatus(HttpStatus.CREATED)
  TokenRegistrations.Made make(
      Caller.Person caller, @RequestBody CertificateRequestEndpoint.Wish wish) {
    var holder = Holder.of(wish.official(), wish.unit());
    people.requireFresh();
    return registrations.make(caller, holder);
  }

  @GetMapping("/certificates/usb-token-codes")
  CodeList codes(Caller.Person caller) {
    return new CodeList(registrations.list(caller), people.stale());
  }

  @PostMapping("/certificates/usb-token-codes/{id}/withdraw")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void withdraw(Caller.Person caller, @PathVariable UUID id) {
    people.requireFresh();
    registrations.withdraw(caller, id);
  }

  @PostMapping(path = "/usb-token-registrations", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  CertificateRequestEndpoint.Made register(HttpServletRequest request) throws IOException {
    throttle.count(request);
    var proof = proof(read(request));
    people.requireFresh();
    return new CertificateRequestEndpoint.Made(registrations.register(proof));
  }

  private Registration read(HttpServletRequest request) throws IOException {
    var body = LimitedBody.read(request, LONGEST);
    try {
      var read = json.readValue(body, Registration.class);
      if (read == null) {
        throw Problem.INVALID_REQUEST.because("the body is null");
      }
      return read;
    } catch (JacksonException e) {
      throw Problem.INVALID_REQUEST.because("the body is no registration", e);
    }
  }

  private static TokenRegistrations.Proof proof(Registration sent) {
    if (sent.code() == null
        || sent.certificates() == null
        || sent.algorithm() == null
        || sent.signature() == null) {
      throw Problem.INVALID_REQUEST.because("code, certificates, algorithm, signature are needed");
    }
    var algorithm =
        Arrays.stream(SigningAlgorithm.values())
            .filter(each -> each.name().equals(sent.algorithm()))
            .findFirst()
            .orElseThrow(() -> Problem.INVALID_REQUEST.because("the algorithm is none known here"));
    var code =
        OneTimeCode.parse(sent.code())
            .orElseThrow(() -> Problem.REGISTRATION_CODE_INVALID.because("mistyped"));
    return new TokenRegistrations.Proof(
        code, sent.certificates(), algorithm, signature(sent.signature()));
  }

  private static byte[] signature(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw Problem.INVALID_REQUEST.because("the signature is no base64", e);
    }
  }
}
