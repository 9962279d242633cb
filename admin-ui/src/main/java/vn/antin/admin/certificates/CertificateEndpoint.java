package vn.antin.admin.certificates;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.FaultPage;

/** One certificate with its chain and history. */
@Controller
class CertificateEndpoint {
  private static final MediaType PEM = MediaType.parseMediaType("application/x-pem-file");

  private final Upstream signingService;
  private final Callers callers;
  private final InstantSource time;

  CertificateEndpoint(
      @Qualifier("signingService") Upstream signingService, Callers callers, InstantSource time) {
    this.signingService = signingService;
    this.callers = callers;
    this.time = time;
  }

  @GetMapping("/certificates/{id}")
  ModelAndView show(
      DeskSession session,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String done,
      HttpServletRequest request) {
    return switch (find(session, id, request)) {
      case Answer.Granted<Certificate>(var found) ->
          new ModelAndView("certificate", "page", new CertificatePage(found, time.instant(), done));
      case Answer.Refused<Certificate>(var problem) -> FaultPage.refused(problem.status());
    };
  }

  /** The certificate and its issuers, for programs that verify. */
  @GetMapping("/certificates/{id}/chain.pem")
  ResponseEntity<byte[]> chain(
      DeskSession session, @PathVariable UUID id, HttpServletRequest request) {
    return switch (find(session, id, request)) {
      case Answer.Granted<Certificate>(var found) ->
          ResponseEntity.ok()
              .contentType(PEM)
              .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"chain.pem\"")
              .body(
                  found.chain().stream()
                      .map(link -> Objects.requireNonNullElse(link.pem(), ""))
                      .collect(Collectors.joining())
                      .getBytes(UTF_8));
      case Answer.Refused<Certificate> _ -> ResponseEntity.notFound().build();
    };
  }

  private Answer<Certificate> find(DeskSession session, UUID id, HttpServletRequest request) {
    return callers.checked(
        signingService.get(
            "/certificates/" + id, callers.official(session, request), Certificate.class));
  }
}
