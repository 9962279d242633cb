package vn.antin.signing.request;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.request.RequestViews.ItemView;
import vn.antin.signing.request.SignedView.SignedDocument;

/**
 * How far an earlier try of the same call came, by the ledger.
 *
 * @param signing whether a node is at some of them, or will be
 * @param rest what is not begun
 */
record Followed(boolean signing, List<SignedDocument> signed, List<DocumentId> rest) {
  static Followed nothing() {
    return new Followed(false, List.of(), List.of());
  }

  /**
   * Of these documents.
   *
   * @throws vn.antin.signing.problem.SigningException OUTCOME_UNKNOWN when nobody knows of one
   */
  static Followed of(List<ItemView> items) {
    if (items.stream().anyMatch(each -> each.status().equals("unknown"))) {
      throw Problem.OUTCOME_UNKNOWN.because("an earlier try left a document unknown");
    }
    return new Followed(
        items.stream().anyMatch(each -> each.status().equals("signing")),
        items.stream()
            .filter(each -> each.status().equals("signed"))
            .map(Followed::document)
            .toList(),
        items.stream()
            .filter(each -> each.status().equals("pending"))
            .map(each -> new DocumentId(UUID.fromString(each.documentId())))
            .toList());
  }

  private static SignedDocument document(ItemView item) {
    var reached = Objects.requireNonNull(item.reachedLevel());
    return SignedDocument.of(
        item.documentId(),
        Objects.requireNonNull(item.signedDocumentId()),
        Objects.requireNonNull(item.sha256()),
        reached,
        !reached.equals(item.level()));
  }

  boolean complete() {
    return !signed.isEmpty() && rest.isEmpty();
  }
}
