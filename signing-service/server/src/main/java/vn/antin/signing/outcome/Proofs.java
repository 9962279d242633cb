package vn.antin.signing.outcome;

import java.io.IOException;
import java.util.Arrays;
import vn.antin.signing.document.Document;
import vn.antin.signing.document.DocumentContent;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.DocumentWriter;
import vn.antin.signing.document.Documents;
import vn.antin.signing.document.Owner;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.engine.validation.coverage.AddedSignature;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.request.OpenRequests;
import vn.antin.signing.request.SignatureRequest;
import vn.antin.signing.signature.SignatureLevel;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.web.Caller;

/** Whether a signature was made: only what was approved, by the very certificate, counts. */
final class Proofs {
  /** The signed file as the application's own document; closing takes back what was not kept. */
  record SignedFile(
      DocumentWriter written,
      Sha256 hash,
      int pages,
      SignatureLevel approved,
      SignatureLevel reached)
      implements AutoCloseable {
    @Override
    public void close() {
      written.close();
    }
  }

  private final Documents documents;
  private final OpenRequests requests;

  Proofs(Documents documents, OpenRequests requests) {
    this.documents = documents;
    this.requests = requests;
  }

  /** Whether it is a value of the certificate's key over the hash, by whatever scheme it has. */
  static boolean holds(Held held, byte[] value) {
    var key = held.certificate().getPublicKey();
    var hash = held.key().hash().bytes();
    return Arrays.stream(SigningAlgorithm.values())
        .filter(each -> each.fits(key) && each.digestLength() == hash.length)
        .anyMatch(each -> each.verifyDigest(key, hash, value));
  }

  /**
   * The caller's uploaded file, when it is the approved document and one signature of the
   * certificate.
   *
   * @throws vn.antin.signing.problem.SigningException SIGNATURE_UNPROVEN
   */
  SignedFile file(Caller.Person caller, Held held, DocumentId uploaded) {
    var request = held.request();
    if (request == null) {
      throw unproven("an application's hash is proven by its value");
    }
    var asked = requests.find(request).orElseThrow(() -> unproven("its request is gone"));
    var item =
        asked.items().stream()
            .filter(each -> each.hash().base64().equals(held.key().hash().base64()))
            .findFirst()
            .orElseThrow(() -> unproven("the document is gone"));
    var owner = Owner.of(caller);
    var document = documents.find(owner, uploaded).orElseThrow(Proofs::absent);
    var content = documents.content(owner, uploaded).orElseThrow(Proofs::absent);
    return switch (AddedSignature.of(
        content, item.size(), item.hash().bytes(), held.certificate())) {
      case AddedSignature.Finding.Unproven(var detail) -> throw unproven(detail);
      case AddedSignature.Finding.Proven(var timeStamped) ->
          copy(
              asked.owner(),
              item,
              document,
              content,
              timeStamped ? SignatureLevel.T : SignatureLevel.B);
    };
  }

  private SignedFile copy(
      Owner owner,
      SignatureRequest.Item item,
      Document document,
      DocumentContent content,
      SignatureLevel reached) {
    var approved = item.parameters().level();
    var written = documents.write(owner, item.name(), document.size());
    try {
      content.transferTo(written);
      return new SignedFile(
          written,
          written.complete(),
          document.pages(),
          approved,
          reached.compareTo(approved) > 0 ? approved : reached);
    } catch (IOException | RuntimeException e) {
      written.close();
      throw e instanceof SigningException known
          ? known
          : Problem.INTERNAL.because("the signed file could not be copied", e);
    }
  }

  private static SigningException absent() {
    return Problem.NOT_FOUND.because("the caller has uploaded no such document");
  }

  private static SigningException unproven(String detail) {
    return Problem.SIGNATURE_UNPROVEN.because(detail);
  }
}
