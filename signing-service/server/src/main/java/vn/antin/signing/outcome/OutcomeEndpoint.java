package vn.antin.signing.outcome;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.certificate.Note;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;

/** Signatures whose outcome nobody knows, for administrators. */
@RestController
final class OutcomeEndpoint {
  record OutcomeList(List<OutcomeRegister.Line> items, @Nullable String next, boolean stale) {}

  /**
   * What a person says of it.
   *
   * @param outcome not-signed or signed
   * @param documentId of a signed document: the signed file, which the caller has uploaded
   * @param value of an application's hash that was signed: the signature value in base64
   */
  record Said(
      @Nullable String outcome,
      @Nullable String reason,
      @Nullable UUID documentId,
      @Nullable String value) {}

  private static final int LONGEST_PAGE = 200;
  private static final int MOST_DAYS = 36_500;

  private final OutcomeRegister register;
  private final Resolutions resolutions;
  private final People people;
  private final InstantSource time;

  OutcomeEndpoint(
      OutcomeRegister register, Resolutions resolutions, People people, InstantSource time) {
    this.register = register;
    this.resolutions = resolutions;
    this.people = people;
    this.time = time;
  }

  /** The oldest first; {@code hours} leaves out what is younger. */
  @GetMapping("/unknown-outcomes")
  OutcomeList outcomes(
      Caller.Person caller,
      @RequestParam(required = false) @Nullable UUID unit,
      @RequestParam(required = false) @Nullable String application,
      @RequestParam(defaultValue = "0") int hours,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit) {
    var before = before(hours);
    var page =
        register.list(
            caller,
            new OutcomeRegister.Filter(application, unit, before),
            after,
            Math.clamp(limit, 1, LONGEST_PAGE));
    return new OutcomeList(page.items(), page.next(), people.stale());
  }

  private @Nullable Instant before(int hours) {
    return hours <= 0
        ? null
        : time.instant().minus(Duration.ofHours(Math.min(hours, MOST_DAYS * 24)));
  }

  @GetMapping("/unknown-outcomes/{grant}/{hash}")
  OutcomeRegister.Whole outcome(
      Caller.Person caller, @PathVariable UUID grant, @PathVariable String hash) {
    return register
        .find(caller, OutcomeKey.of(grant, hash))
        .orElseThrow(() -> Problem.NOT_FOUND.because("no unknown outcome within scope"));
  }

  @PostMapping("/unknown-outcomes/{grant}/{hash}/resolve")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void resolve(
      Caller.Person caller,
      @PathVariable UUID grant,
      @PathVariable String hash,
      @RequestBody Said said) {
    var key = OutcomeKey.of(grant, hash);
    var reason = Note.checked(said.reason());
    if (reason == null) {
      throw Problem.INVALID_REQUEST.because("a reason is missing");
    }
    var document = said.documentId();
    var value = said.value();
    if ("not-signed".equals(said.outcome()) && document == null && value == null) {
      resolutions.notSigned(caller, key, reason);
    } else if ("signed".equals(said.outcome()) && document != null && value == null) {
      resolutions.signed(caller, key, reason, new DocumentId(document));
    } else if ("signed".equals(said.outcome()) && value != null && document == null) {
      resolutions.signed(caller, key, reason, decoded(value));
    } else {
      throw Problem.INVALID_REQUEST.because(
          "an outcome is not-signed, or signed with documentId or value");
    }
  }

  private static byte[] decoded(String value) {
    try {
      return Base64.getDecoder().decode(value.strip());
    } catch (IllegalArgumentException e) {
      throw Problem.INVALID_REQUEST.because("the value is no base64", e);
    }
  }
}
