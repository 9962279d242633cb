package vn.antin.admin.inbox;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.admin.session.Callers;
import vn.antin.admin.session.DeskSession;
import vn.antin.admin.upload.DocumentName;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Content;
import vn.antin.admin.web.Download;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Language;

/** Pictures of pages, documents and evidence, streamed from signing-service to the browser. */
@Controller
class StepFiles {
  private final InboxClient inbox;
  private final Callers callers;
  private final MessageSource messages;

  StepFiles(InboxClient inbox, Callers callers, MessageSource messages) {
    this.inbox = inbox;
    this.callers = callers;
    this.messages = messages;
  }

  @GetMapping("/inbox/{step}/documents/{document}/pages/{page}")
  void page(
      @PathVariable UUID step,
      @PathVariable int document,
      @PathVariable int page,
      DeskSession session,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var caller = callers.official(session, request);
    if (document > 0
        && page > 0
        && callers.checked(inbox.page(step, document - 1, page, caller))
            instanceof Answer.Granted<Content>(var image)) {
      // The picture changes when somebody else of the same rank signs first: asked for again soon.
      response.setHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=300");
      Download.send(image, "image/png", response);
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  /** The document as it now is: to be signed, or signed and then marked so in its name. */
  @GetMapping("/inbox/{step}/documents/{document}/content")
  @Nullable ModelAndView content(
      @PathVariable UUID step,
      @PathVariable int document,
      DeskSession session,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var caller = callers.official(session, request);
    if (callers.checked(inbox.step(step, Math.max(0, document - 1), 1, caller))
            instanceof Answer.Granted<StepView>(var view)
        && document > 0
        && !view.told().isEmpty()
        && callers.checked(inbox.content(step, document - 1, caller))
            instanceof Answer.Granted<Content>(var pdf)) {
      var name = name(view, request);
      response.setHeader(HttpHeaders.CONTENT_DISPOSITION, DocumentName.attachment(name));
      Download.send(pdf, "application/pdf", response);
      return null;
    }
    return gone();
  }

  @GetMapping("/inbox/{step}/evidence")
  @Nullable ModelAndView evidence(
      @PathVariable UUID step,
      DeskSession session,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Caller caller = callers.official(session, request);
    if (callers.checked(inbox.evidence(step, caller))
        instanceof Answer.Granted<Content>(var file)) {
      var type = file.type() == null ? "application/octet-stream" : file.type();
      var name = "evidence-" + step + (type.contains("zip") ? ".zip" : ".json");
      response.setHeader(HttpHeaders.CONTENT_DISPOSITION, DocumentName.attachment(name));
      Download.send(file, type, response);
      return null;
    }
    return gone();
  }

  private String name(StepView view, HttpServletRequest request) {
    var name = DocumentName.clean(view.told().getFirst().fileName());
    var pdf = name.endsWith(".pdf") ? name : name + ".pdf";
    return view.step().state().equals("signed")
        ? DocumentName.marked(
            pdf, messages.getMessage("signed.mark", null, Language.of(request).locale()))
        : pdf;
  }

  private static ModelAndView gone() {
    return FaultPage.of(HttpStatus.NOT_FOUND, "step-gone", "/inbox", "fault.inbox");
  }
}
