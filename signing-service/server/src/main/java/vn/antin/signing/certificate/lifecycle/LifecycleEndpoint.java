package vn.antin.signing.certificate.lifecycle;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.certificate.Note;
import vn.antin.signing.certificate.RevocationReason;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;

/** Administrators end and restore the use of certificates, and see what no longer fits. */
@RestController
final class LifecycleEndpoint {
  /** Why; the note stays in the history. */
  record Grounds(@Nullable String reason, @Nullable String note) {}

  record MismatchList(List<Mismatches.Mismatch> items, boolean stale) {}

  private final Lifecycle lifecycle;
  private final Mismatches mismatches;
  private final People people;

  LifecycleEndpoint(Lifecycle lifecycle, Mismatches mismatches, People people) {
    this.lifecycle = lifecycle;
    this.mismatches = mismatches;
    this.people = people;
  }

  @PostMapping("/certificates/{id}/suspend")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void suspend(
      Caller.Person caller,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody Grounds grounds) {
    lifecycle.suspend(caller, id, ifMatch, reason(grounds), Note.checked(grounds.note()));
  }

  @PostMapping("/certificates/{id}/resume")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void resume(
      Caller.Person caller,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody Grounds grounds) {
    lifecycle.resume(caller, id, ifMatch, Note.checked(grounds.note()));
  }

  @PostMapping("/certificates/{id}/revoke")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(
      Caller.Person caller,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody Grounds grounds) {
    lifecycle.revoke(caller, id, ifMatch, reason(grounds), Note.checked(grounds.note()));
  }

  @GetMapping("/certificate-mismatches")
  MismatchList mismatches(Caller.Person caller) {
    return new MismatchList(mismatches.list(caller), people.stale());
  }

  private static RevocationReason reason(Grounds grounds) {
    var reason = grounds.reason();
    if (reason == null) {
      throw Problem.INVALID_REQUEST.because("a reason is missing");
    }
    return RevocationReason.of(reason)
        .orElseThrow(() -> Problem.INVALID_REQUEST.because("the reason is none of the list's"));
  }
}
