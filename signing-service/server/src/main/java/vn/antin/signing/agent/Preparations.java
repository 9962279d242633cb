package vn.antin.signing.agent;

import vn.antin.rootkey.RootKey;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Documents;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.request.OpenRequests;
import vn.antin.signing.signature.DocumentSigner;
import vn.antin.signing.signature.ReadySignature;

/** Prepared signatures as they are kept: sealed, each bound to its place in its job. */
final class Preparations {
  private final RootKey rootKey;
  private final DocumentSigner signer;
  private final Documents documents;
  private final Credentials credentials;
  private final OpenRequests requests;

  Preparations(
      RootKey rootKey,
      DocumentSigner signer,
      Documents documents,
      Credentials credentials,
      OpenRequests requests) {
    this.rootKey = rootKey;
    this.signer = signer;
    this.documents = documents;
    this.credentials = credentials;
    this.requests = requests;
  }

  byte[] seal(Job job, int number, ReadySignature ready) {
    return rootKey.wrap(ready.encoded(), context(job, number));
  }

  ReadySignature open(Job job, JobDocument document) {
    var sealed = document.sealed();
    if (sealed == null) {
      throw Problem.AGENT_JOB_ENDED.because("nothing is prepared any more");
    }
    var owner = requests.find(job.request()).orElseThrow().owner();
    return signer.restore(
        documents.find(owner, document.document()).orElseThrow(() -> gone(document.document())),
        credentials.find(job.credential()).orElseThrow(),
        rootKey.unwrap(sealed, context(job, document.number())));
  }

  private static RuntimeException gone(DocumentId id) {
    return Problem.NOT_FOUND.because("document " + id + " is gone");
  }

  private static String context(Job job, int number) {
    return "agent-job:" + job.id() + ":" + number;
  }
}
