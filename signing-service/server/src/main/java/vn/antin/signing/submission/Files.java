package vn.antin.signing.submission;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Documents;
import vn.antin.signing.document.PageImages;
import vn.antin.signing.problem.Problem;

/** Files of an application, given to who was found to have a right to see them. */
final class Files {
  private final Documents documents;
  private final PageImages pages;

  Files(Documents documents, PageImages pages) {
    this.documents = documents;
    this.pages = pages;
  }

  void write(String application, DocumentId id, HttpServletResponse response) throws IOException {
    var owner = Submission.owner(application);
    var document = documents.find(owner, id).orElseThrow(Files::gone);
    var content = documents.content(owner, id).orElseThrow(Files::gone);
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

  /** Pages are counted from 1. */
  byte[] page(String application, DocumentId id, int page) {
    return pages.png(Submission.owner(application), id, page);
  }

  private static RuntimeException gone() {
    return Problem.NOT_FOUND.because("the document has expired or was deleted");
  }
}
