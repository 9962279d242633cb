package vn.antin.signing.certificate.form;

import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.certificate.RevocationReason;
import vn.antin.signing.engine.appearance.paper.Paper;
import vn.antin.signing.engine.appearance.paper.PaperWriter;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;
import vn.antin.signing.web.HeavyWork;

/** Administrators take papers for outside authorities, filled in with what is known here. */
@RestController
final class FormEndpoint {
  private final FormRepository repository;
  private final Forms forms;
  private final MessageSource texts;
  private final HeavyWork places;
  private final InstantSource time;

  FormEndpoint(
      FormRepository repository,
      Forms forms,
      MessageSource texts,
      HeavyWork places,
      InstantSource time) {
    this.repository = repository;
    this.forms = forms;
    this.texts = texts;
    this.places = places;
    this.time = time;
  }

  /** Asks for the certificate of a request. */
  @GetMapping("/certificate-requests/{id}/form.pdf")
  ResponseEntity<byte[]> issue(Caller.Person caller, @PathVariable UUID id) {
    var facts = facts(caller, id);
    var request = facts.request();
    if (request == null) {
      throw Problem.NOT_FOUND.because("no finished request " + id + " within scope");
    }
    return pdf("de-nghi-cap-chung-thu-so.pdf", forms.issue(facts, id, request));
  }

  /** Asks for the revocation of a certificate. */
  @GetMapping("/certificates/{id}/revocation-form.pdf")
  ResponseEntity<byte[]> revoke(
      Caller.Person caller, @PathVariable UUID id, @RequestParam String reason) {
    var why = reason(reason);
    if (!why.revokes()) {
      throw Problem.INVALID_REQUEST.because("nobody revokes for " + reason);
    }
    var facts = facts(caller, id);
    return pdf(
        "de-nghi-thu-hoi-chung-thu-so.pdf", forms.revoke(facts, certified(facts), text(why)));
  }

  /** Asks for the suspension of a certificate. */
  @GetMapping("/certificates/{id}/suspension-form.pdf")
  ResponseEntity<byte[]> suspend(
      Caller.Person caller, @PathVariable UUID id, @RequestParam String reason) {
    var why = reason(reason);
    var facts = facts(caller, id);
    return pdf(
        "de-nghi-tam-dung-chung-thu-so.pdf", forms.suspend(facts, certified(facts), text(why)));
  }

  private FormFacts facts(Caller.Person caller, UUID id) {
    return repository
        .find(caller, id, time.instant())
        .orElseThrow(() -> Problem.NOT_FOUND.because("nothing to write of " + id + " in scope"));
  }

  private static FormFacts.Certified certified(FormFacts facts) {
    var certified = facts.certified();
    if (certified == null) {
      throw Problem.NOT_FOUND.because("there is no certificate yet");
    }
    return certified;
  }

  private static RevocationReason reason(String code) {
    return RevocationReason.of(code)
        .orElseThrow(() -> Problem.INVALID_REQUEST.because("no reason of this name"));
  }

  private String text(RevocationReason reason) {
    return texts.getMessage("certificate.reason." + reason.code(), null, Locale.of("vi"));
  }

  private ResponseEntity<byte[]> pdf(String name, Paper paper) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(places.run(() -> PaperWriter.pdf(paper)));
  }
}
