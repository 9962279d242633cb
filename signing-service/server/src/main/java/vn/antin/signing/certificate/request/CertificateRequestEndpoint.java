package vn.antin.signing.certificate.request;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
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
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.web.Caller;
import vn.antin.signing.web.HeavyWork;

/** Administrators ask outside authorities, bring their answers, and make USB tokens known. */
@RestController
final class CertificateRequestEndpoint {
  /** For whom: an official, or the unit whose seal it is. */
  record Wish(@Nullable UUID official, @Nullable UUID unit) {}

  /**
   * Certificates in PEM, or base64 of DER or PKCS#7.
   *
   * @param confirmSubject true when the subject is the holder though it does not name them as here
   */
  record Answer(@Nullable String certificates, @Nullable Boolean confirmSubject) {}

  /** A USB token's certificate and whose it is. */
  record UsbToken(
      @Nullable UUID official,
      @Nullable UUID unit,
      @Nullable String certificates,
      @Nullable Boolean confirmSubject) {}

  record Made(UUID id) {}

  record RequestList(List<RequestRepository.Line> items, boolean stale) {}

  private static final Set<String> STATUSES = Set.of("making", "waiting", "answered", "given-up");

  private final Requests requests;
  private final Registrations registrations;
  private final RequestRepository repository;
  private final People people;
  private final HeavyWork places;
  private final InstantSource time;

  CertificateRequestEndpoint(
      Requests requests,
      Registrations registrations,
      RequestRepository repository,
      People people,
      HeavyWork places,
      InstantSource time) {
    this.requests = requests;
    this.registrations = registrations;
    this.repository = repository;
    this.people = people;
    this.places = places;
    this.time = time;
  }

  @PostMapping("/certificate-requests")
  @ResponseStatus(HttpStatus.CREATED)
  Made make(Caller.Person caller, @RequestBody Wish wish) {
    var holder = Holder.of(wish.official(), wish.unit());
    people.requireFresh();
    return new Made(places.run(() -> requests.make(caller, holder, KeyKind.RSA_2048)));
  }

  @GetMapping("/certificate-requests")
  RequestList requests(
      Caller.Person caller, @RequestParam(required = false) @Nullable String status) {
    if (status != null && !STATUSES.contains(status)) {
      throw Problem.INVALID_REQUEST.because("a status is one of " + STATUSES);
    }
    return new RequestList(repository.list(caller, status, time.instant()), people.stale());
  }

  @GetMapping("/certificate-requests/{id}")
  RequestRepository.Line request(Caller.Person caller, @PathVariable UUID id) {
    return repository
        .find(caller, id, time.instant())
        .orElseThrow(() -> Problem.NOT_FOUND.because("no request " + id + " within scope"));
  }

  @PostMapping("/certificate-requests/{id}/answer")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void answer(Caller.Person caller, @PathVariable UUID id, @RequestBody Answer answer) {
    people.requireFresh();
    requests.answer(
        caller, id, certificates(answer.certificates()), confirmed(answer.confirmSubject()));
  }

  @PostMapping("/certificate-requests/{id}/cancel")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void cancel(Caller.Person caller, @PathVariable UUID id) {
    people.requireFresh();
    requests.cancel(caller, id);
  }

  @PostMapping("/certificates/usb-tokens")
  @ResponseStatus(HttpStatus.CREATED)
  Made register(Caller.Person caller, @RequestBody UsbToken token) {
    var holder = Holder.of(token.official(), token.unit());
    var sent = certificates(token.certificates());
    people.requireFresh();
    return new Made(
        registrations.register(caller, holder, sent, confirmed(token.confirmSubject())));
  }

  private static boolean confirmed(@Nullable Boolean word) {
    return Boolean.TRUE.equals(word);
  }

  private static ForeignCertificates certificates(@Nullable String text) {
    if (text == null || text.isBlank()) {
      throw Problem.INVALID_REQUEST.because("certificates are missing");
    }
    return ForeignCertificates.read(text);
  }
}
