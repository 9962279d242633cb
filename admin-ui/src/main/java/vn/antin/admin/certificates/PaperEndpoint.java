package vn.antin.admin.certificates;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Content;
import vn.antin.admin.upstream.Upstream;
import vn.antin.admin.web.Download;
import vn.antin.admin.web.FaultPage;

/** The papers with which an authority is asked to suspend or to revoke, to be signed by hand. */
@Controller
class PaperEndpoint {
  private static final Map<String, String> FORMS =
      Map.of("suspend", "suspension-form.pdf", "revoke", "revocation-form.pdf");

  private final Upstream signingService;
  private final Callers callers;
  private final ActEndpoint acts;

  PaperEndpoint(
      @Qualifier("signingService") Upstream signingService, Callers callers, ActEndpoint acts) {
    this.signingService = signingService;
    this.callers = callers;
    this.acts = acts;
  }

  /** For what was done already. */
  @GetMapping("/certificates/{id}/{act:suspend|revoke}/form.pdf")
  @Nullable ModelAndView done(
      DeskSession session,
      @PathVariable UUID id,
      @PathVariable String act,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var path = "/certificates/" + id + "/" + FORMS.get(act);
    var answer =
        callers.checked(
            signingService.open(
                path + "?reason=" + Upstream.encoded(reason), callers.official(session, request)));
    return switch (answer) {
      case Answer.Refused<Content>(var problem) -> FaultPage.refused(problem.status());
      case Answer.Granted<Content>(var content) -> {
        response.setHeader(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + act + "-" + id + ".pdf\"");
        Download.send(content, MediaType.APPLICATION_PDF_VALUE, response);
        yield null;
      }
    };
  }

  /** For what the form asks, which nothing is done about yet. The note stays out of addresses. */
  @PostMapping("/certificates/{id}/{act:suspend|revoke}/form.pdf")
  @Nullable ModelAndView asked(
      DeskSession session,
      @PathVariable UUID id,
      @PathVariable String act,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String note,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    return reason.isEmpty()
        ? acts.reasonMissing(id, act, note.strip(), callers.official(session, request))
        : done(session, id, act, reason, request, response);
  }
}
