package vn.antin.admin.sign;

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
import vn.antin.admin.upstream.Content;
import vn.antin.admin.web.Download;
import vn.antin.admin.web.FaultPage;
import vn.antin.admin.web.Language;

/** Page images and signed files, streamed from signing-service to the browser. */
@Controller
class DocumentEndpoint {
  private final SigningDesk desk;
  private final SigningClient client;
  private final Callers callers;
  private final MessageSource messages;

  DocumentEndpoint(
      SigningDesk desk, SigningClient client, Callers callers, MessageSource messages) {
    this.desk = desk;
    this.client = client;
    this.callers = callers;
    this.messages = messages;
  }

  /** An image of one page of the document to sign. */
  @GetMapping("/sign/{id}/pages/{page}")
  void page(
      @PathVariable UUID id,
      @PathVariable int page,
      DeskSession session,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var found = desk.find(id, session.subject());
    if (found.isEmpty() || page < 1 || page > found.get().document().pages()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    var document = found.get().document().id();
    var answer = callers.checked(client.page(document, page, callers.official(session, request)));
    if (answer instanceof Answer.Granted<Content>(var image)) {
      response.setHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=3600, immutable");
      Download.send(image, "image/png", response);
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  /** The signed file under the name of the original, marked as signed. */
  @GetMapping("/documents/{id}/download")
  @Nullable ModelAndView download(
      @PathVariable UUID id,
      DeskSession session,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var found = desk.findBySignedDocument(id.toString(), session.subject());
    if (found.isPresent()) {
      var answer =
          callers.checked(client.content(id.toString(), callers.official(session, request)));
      if (answer instanceof Answer.Granted<Content>(var pdf)) {
        var mark = messages.getMessage("signed.mark", null, Language.of(request).locale());
        var name = DocumentName.marked(found.get().document().name(), mark);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, DocumentName.attachment(name));
        Download.send(pdf, "application/pdf", response);
        return null;
      }
    }
    return FaultPage.of(HttpStatus.NOT_FOUND, "document-gone", "/sign", "fault.desk");
  }
}
