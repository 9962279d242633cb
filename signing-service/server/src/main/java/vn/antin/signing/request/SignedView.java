package vn.antin.signing.request;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a call that signs is answered. */
record SignedView(
    String id, String status, List<SignedDocument> documents, List<LeftDocument> left) {
  /**
   * A signed document.
   *
   * @param level that was reached
   * @param warning {@code below-approved-level}, when it is less than what was approved
   */
  record SignedDocument(
      String documentId,
      String signedDocumentId,
      String sha256,
      String level,
      @Nullable String warning) {
    static SignedDocument of(
        String document, String signed, String sha256, String level, boolean fallsShort) {
      return new SignedDocument(
          document, signed, sha256, level, fallsShort ? "below-approved-level" : null);
    }
  }

  /** Could not be prepared, for the reason that the problem's code names. */
  record LeftDocument(String documentId, String problem) {}

  /**
   * Of one run.
   *
   * @param before what was signed when the same call was tried earlier
   */
  static SignedView of(String id, List<SignedDocument> before, Tally tally) {
    var now =
        tally.signed().stream()
            .map(each ->
                SignedDocument.of(
                    each.source().toString(),
                    each.signed().toString(),
                    each.hash().base64(),
                    each.level().text(),
                    each.fallsShort()));
    return new SignedView(
        id,
        tally.left().isEmpty() ? "signed" : "partly-signed",
        Stream.concat(before.stream(), now).toList(),
        tally.left().stream()
            .map(each -> new LeftDocument(each.document().toString(), each.problem().code()))
            .toList());
  }
}
