package vn.antin.signing.request;

import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.document.PageImages;
import vn.antin.signing.grant.RequestId;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.request.RequestViews.CertificateView;
import vn.antin.signing.request.RequestViews.DescribedDocument;
import vn.antin.signing.request.RequestViews.Description;
import vn.antin.signing.signature.ParametersForm;

/** Tells auth-server, and nobody else, what an official is about to approve. */
@RestController
final class DescriptionEndpoint {
  private final RequestRepository repository;
  private final Credentials credentials;
  private final PageImages pages;

  DescriptionEndpoint(RequestRepository repository, Credentials credentials, PageImages pages) {
    this.repository = repository;
    this.credentials = credentials;
    this.pages = pages;
  }

  @GetMapping("/internal/signature-requests/{id}")
  Description describe(@PathVariable UUID id) {
    var request = find(id);
    var credential = credentials.find(request.credential()).orElseThrow();
    var first = request.items().getFirst().parameters();
    return new Description(
        request.id().toString(),
        repository.approvingClient(request),
        request.credential().toString(),
        CertificateView.of(credential),
        credential.holder().kind(),
        credential.holder() instanceof Holder.Personal(var official) ? official.toString() : null,
        credential.holder() instanceof Holder.Seal(var unit) ? unit.toString() : null,
        request.level().text(),
        request.parametersDigest().base64(),
        first.reason(),
        first.location(),
        request.items().stream()
            .map(item ->
                new DescribedDocument(
                    item.document().toString(),
                    item.name(),
                    item.size(),
                    item.pages(),
                    item.hash().base64(),
                    ParametersForm.of(item.parameters()),
                    item.warnings()))
            .toList());
  }

  /** Documents are counted from 0, pages from 1. */
  @GetMapping("/internal/signature-requests/{id}/documents/{document}/pages/{page}")
  ResponseEntity<byte[]> page(
      @PathVariable UUID id, @PathVariable int document, @PathVariable int page) {
    var request = find(id);
    if (document < 0 || document >= request.items().size()) {
      throw Problem.NOT_FOUND.because("no such document in the request");
    }
    var item = request.items().get(document);
    return ResponseEntity.ok()
        .contentType(MediaType.IMAGE_PNG)
        .body(pages.png(request.owner(), item.document(), page));
  }

  private SignatureRequest find(UUID id) {
    return repository
        .find(new RequestId(id))
        .orElseThrow(() -> Problem.NOT_FOUND.because("no such request"));
  }
}
