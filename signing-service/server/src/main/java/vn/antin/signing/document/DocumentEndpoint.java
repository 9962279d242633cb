package vn.antin.signing.document;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;

/** Documents in and out. What is not the caller's does not exist for them. */
@RestController
@RequestMapping("/documents")
final class DocumentEndpoint {
  record View(String id, String name, long size, String sha256, int pages, Instant expiresAt) {
    static View of(Document document) {
      return new View(
          document.id().toString(),
          document.name(),
          document.size(),
          document.sha256().base64(),
          document.pages(),
          document.expiresAt());
    }
  }

  private final Documents documents;
  private final DocumentIntake intake;
  private final PageImages pages;

  DocumentEndpoint(Documents documents, DocumentIntake intake, PageImages pages) {
    this.documents = documents;
    this.intake = intake;
    this.pages = pages;
  }

  @PostMapping(consumes = MediaType.APPLICATION_PDF_VALUE)
  ResponseEntity<View> take(
      Caller caller, @RequestParam(defaultValue = "") String name, HttpServletRequest request)
      throws IOException {
    intake.checkAnnounced(Owner.of(caller), request.getContentLengthLong());
    var document = intake.take(Owner.of(caller), name, request.getInputStream());
    return ResponseEntity.created(URI.create("/documents/" + document.id()))
        .body(View.of(document));
  }

  @GetMapping("/{id}")
  View show(Caller caller, @PathVariable UUID id) {
    return View.of(find(caller, id));
  }

  /** Chunks are authenticated one by one on the way out; a damaged one breaks the answer off. */
  @GetMapping("/{id}/content")
  void content(Caller caller, @PathVariable UUID id, HttpServletResponse response)
      throws IOException {
    var document = find(caller, id);
    var content =
        documents.content(Owner.of(caller), document.id()).orElseThrow(DocumentEndpoint::missing);
    response.setContentType(MediaType.APPLICATION_PDF_VALUE);
    response.setContentLengthLong(content.length());
    response.setHeader(HttpHeaders.ETAG, '"' + document.sha256().base64() + '"');
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename(document.name(), StandardCharsets.UTF_8)
            .build()
            .toString());
    content.transferTo(response.getOutputStream());
  }

  @GetMapping("/{id}/pages/{page}")
  ResponseEntity<byte[]> page(Caller caller, @PathVariable UUID id, @PathVariable int page) {
    return ResponseEntity.ok()
        .contentType(MediaType.IMAGE_PNG)
        .body(pages.png(Owner.of(caller), new DocumentId(id), page));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(Caller caller, @PathVariable UUID id) {
    if (!documents.delete(Owner.of(caller), new DocumentId(id))) {
      throw missing();
    }
    return ResponseEntity.noContent().build();
  }

  private Document find(Caller caller, UUID id) {
    return documents
        .find(Owner.of(caller), new DocumentId(id))
        .orElseThrow(DocumentEndpoint::missing);
  }

  private static RuntimeException missing() {
    return Problem.NOT_FOUND.because("no such document of this owner");
  }
}
