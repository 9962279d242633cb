package vn.antin.signing.authority.est;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.authority.Authorities;
import vn.antin.signing.authority.Ca;
import vn.antin.signing.authority.ServiceCertificates;
import vn.antin.signing.authority.server.ServerProfiles;
import vn.antin.signing.certificate.OneTimeCode;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.web.Throttle;

/**
 * RFC 7030 for servers: the authority's certificates, what a request should look like, enrolment
 * and enrolment anew. A label in the address is the name of an authority (§3.2.2).
 */
@RestController
@ConditionalOnBooleanProperty("antin.est.enabled")
final class EstEndpoint {
  static final String BASE = "/.well-known/est/";
  private static final String LABELLED = BASE + "{label}/";
  private static final String PKCS10 = "application/pkcs10";
  private static final String METER = "antin.est";

  private final Enrolments enrolments;
  private final ServerProfiles profiles;
  private final Authorities authorities;
  private final ServiceCertificates authority;
  private final Transport transport;
  private final Throttle throttle;
  private final MeterRegistry meters;

  EstEndpoint(
      Enrolments enrolments,
      ServerProfiles profiles,
      Authorities authorities,
      ServiceCertificates authority,
      Transport transport,
      Throttle estThrottle,
      MeterRegistry meters) {
    this.enrolments = enrolments;
    this.profiles = profiles;
    this.authorities = authorities;
    this.authority = authority;
    this.transport = transport;
    this.throttle = estThrottle;
    this.meters = meters;
  }

  private interface Work {
    ResponseEntity<String> run() throws IOException;
  }

  @GetMapping({BASE + "cacerts", LABELLED + "cacerts"})
  ResponseEntity<String> certificates(
      HttpServletRequest request, @PathVariable(required = false) @Nullable String label)
      throws IOException {
    return guarded(
        request,
        "cacerts",
        () -> {
          var chain = new ArrayList<X509Certificate>();
          var mine = named(label);
          chain.add(mine.certificate());
          authorities.above(mine).ifPresent(each -> chain.add(each.certificate()));
          return Answers.encoded(Answers.CERTS, CertsOnly.of(chain));
        });
  }

  @GetMapping({BASE + "csrattrs", LABELLED + "csrattrs"})
  ResponseEntity<String> attributes(
      HttpServletRequest request, @PathVariable(required = false) @Nullable String label)
      throws IOException {
    return guarded(
        request,
        "csrattrs",
        () -> {
          named(label);
          return profiles
              .first()
              .flatMap(RequestAttributes::of)
              .map(der -> Answers.encoded("application/csrattrs", der))
              .orElseGet(() -> ResponseEntity.noContent().build());
        });
  }

  @PostMapping({BASE + "simpleenroll", LABELLED + "simpleenroll"})
  ResponseEntity<String> enrol(
      HttpServletRequest request, @PathVariable(required = false) @Nullable String label)
      throws IOException {
    return guarded(request, "simpleenroll", () -> enrol(request, label, byCode(request)));
  }

  @PostMapping({BASE + "simplereenroll", LABELLED + "simplereenroll"})
  ResponseEntity<String> enrolAgain(
      HttpServletRequest request, @PathVariable(required = false) @Nullable String label)
      throws IOException {
    return guarded(
        request,
        "simplereenroll",
        () -> {
          try {
            return enrol(
                request,
                label,
                request.getHeader("Authorization") == null
                    ? transport.certificate(request).map(Proof.ByCertificate::new)
                    : byCode(request));
          } catch (CertificateException e) {
            return Answers.said(400, "the client certificate cannot be read");
          }
        });
  }

  private ResponseEntity<String> enrol(
      HttpServletRequest request, @Nullable String label, Optional<? extends Proof> proof)
      throws IOException {
    if (proof.isEmpty() || !enrolments.knows(proof.get())) {
      return Answers.of(new Outcome.Unauthorized());
    }
    if (!PKCS10.equals(mediaType(request.getContentType()))) {
      return Answers.said(415, "expected " + PKCS10);
    }
    var body = request.getInputStream().readNBytes(CertificationRequest.LONGEST + 1);
    if (body.length > CertificationRequest.LONGEST) {
      return Answers.said(413, "the request is too long");
    }
    return Answers.of(
        switch (CertificationRequest.read(new String(body, StandardCharsets.US_ASCII))) {
          case CertificationRequest.Unfit(var reason) -> new Outcome.BadRequest(reason);
          case CertificationRequest.Proven good ->
              enrolments.enrol(proof.get(), good, issuing(label));
        });
  }

  /** RFC 7617: the server's id and its code. */
  private static Optional<Proof> byCode(HttpServletRequest request) {
    var header = request.getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    try {
      var text =
          new String(
              Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
      var colon = text.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(
              new Proof.ByCode(
                  UUID.fromString(text.substring(0, colon)),
                  OneTimeCode.parse(text.substring(colon + 1)).orElse(null)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String mediaType(@Nullable String contentType) {
    return contentType == null ? "" : contentType.split(";", 2)[0].strip();
  }

  private Ca named(@Nullable String label) {
    var found = label == null ? authority.issuing() : authorities.find(label);
    return found
        .filter(each -> !each.root())
        .orElseThrow(() -> label == null ? absent() : unnamed());
  }

  private Ca issuing(@Nullable String label) {
    var active = authority.issuing().orElseThrow(EstEndpoint::absent);
    if (label != null && !label.equals(active.name())) {
      throw unnamed();
    }
    return active;
  }

  private static SigningException absent() {
    return Problem.AUTHORITY_ABSENT.because("no issuing authority is in force");
  }

  private static SigningException unnamed() {
    return Problem.NOT_FOUND.because("no authority of that name issues");
  }

  private ResponseEntity<String> guarded(HttpServletRequest request, String operation, Work work)
      throws IOException {
    ResponseEntity<String> answer;
    try {
      throttle.count(request);
      answer = transport.secure(request) ? work.run() : Answers.said(403, "HTTPS is needed");
    } catch (SigningException e) {
      answer = Answers.of(e);
    } catch (DataAccessException | TransactionException e) {
      answer = Answers.of(Problem.STORAGE_UNREACHABLE.because("enrolment waits", e));
    }
    meters
        .counter(
            METER,
            "operation",
            operation,
            "status",
            Integer.toString(answer.getStatusCode().value()))
        .increment();
    return answer;
  }
}
