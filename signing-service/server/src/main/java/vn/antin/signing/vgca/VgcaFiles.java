package vn.antin.signing.vgca;

import java.time.InstantSource;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.signing.document.DocumentContent;
import vn.antin.signing.document.Documents;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.request.OpenRequests;

/** Hands each document of a job out, once. Thread-safe. */
final class VgcaFiles {
  private final VgcaRepository repository;
  private final OpenRequests requests;
  private final Documents documents;
  private final VgcaTrail trail;
  private final TransactionOperations transaction;
  private final InstantSource time;

  VgcaFiles(
      VgcaRepository repository,
      OpenRequests requests,
      Documents documents,
      VgcaTrail trail,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.requests = requests;
    this.documents = documents;
    this.trail = trail;
    this.transaction = transaction;
    this.time = time;
  }

  /** A used address says nothing more than a wrong one. */
  DocumentContent hand(String name) {
    var content = transaction.execute(_ -> open(name));
    if (content == null) {
      throw Problem.INTERNAL.because("no document was handed out");
    }
    return content;
  }

  private DocumentContent open(String name) {
    var row =
        repository
            .fetch(OneTimeName.hash(name), time.instant())
            .orElseThrow(() -> Problem.SIGNING_ADDRESS_SPENT.because("no document waits here"));
    var job = repository.find(row.job()).orElseThrow();
    var owner = requests.find(job.request()).orElseThrow().owner();
    var document =
        documents
            .find(owner, row.document())
            .filter(found -> found.sha256().equals(row.hash()))
            .orElseThrow(() -> Problem.HASH_NOT_APPROVED.because("the document is another"));
    trail.fetched(job, row.hash());
    return documents
        .content(owner, document.id())
        .orElseThrow(() -> Problem.NOT_FOUND.because("the document is gone"));
  }
}
