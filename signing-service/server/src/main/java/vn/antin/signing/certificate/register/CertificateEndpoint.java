package vn.antin.signing.certificate.register;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.certificate.CertificateVersion;
import vn.antin.signing.certificate.RevocationReason;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;

/** The register of certificates for administrators. */
@RestController
final class CertificateEndpoint {
  record CertificateList(
      List<CertificateRegister.Line> items, @Nullable String next, boolean stale) {}

  /** A reason as it may be chosen. */
  record Reason(String code, String text, boolean revokes, boolean reversible) {}

  record ReasonList(List<Reason> items) {}

  private static final int LONGEST_PAGE = 500;

  private final CertificateRegister register;
  private final CertificateFiles files;
  private final People people;
  private final MessageSource texts;

  CertificateEndpoint(
      CertificateRegister register, CertificateFiles files, People people, MessageSource texts) {
    this.register = register;
    this.files = files;
    this.people = people;
    this.texts = texts;
  }

  @GetMapping("/certificates")
  CertificateList certificates(
      Caller.Person caller,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable String source,
      @RequestParam(required = false) @Nullable String issuer,
      @RequestParam(required = false) @Nullable Instant expiresFrom,
      @RequestParam(required = false) @Nullable Instant expiresBefore,
      @RequestParam(required = false) @Nullable UUID unit,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit) {
    var filter = new Filter(q, status, kind, source, issuer, expiresFrom, expiresBefore, unit);
    var page = register.list(caller, filter, after, Math.clamp(limit, 1, LONGEST_PAGE));
    return new CertificateList(page.items(), page.next(), people.stale());
  }

  @GetMapping("/certificates/{id}")
  CertificateFile certificate(
      Caller.Person caller, @PathVariable UUID id, Locale locale, HttpServletResponse response) {
    var file =
        files
            .find(caller, id, reason -> text(reason, locale))
            .orElseThrow(() -> Problem.NOT_FOUND.because("no certificate " + id + " within scope"));
    // Not by way of ResponseEntity: the tag is for If-Match, and never answers If-None-Match.
    response.setHeader(HttpHeaders.ETAG, CertificateVersion.tag(file.version()));
    return file;
  }

  /** The reasons of Decree 68/2024/NĐ-CP Art. 17 in the caller's language. */
  @GetMapping("/certificate-reasons")
  ReasonList reasons(Caller.Person caller, Locale locale) {
    return new ReasonList(
        Arrays.stream(RevocationReason.values())
            .map(each ->
                new Reason(
                    each.code(), text(each.code(), locale), each.revokes(), each.reversible()))
            .toList());
  }

  private String text(String reason, Locale locale) {
    return texts.getMessage("certificate.reason." + reason, null, locale);
  }
}
