package vn.antin.auth.approval;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.approval.confirmation.ConfirmationMethod;

/** What the approval page shows; all of it comes from signing-service but the client's name. */
public record ApprovalView(
    UUID id,
    String clientName,
    boolean seal,
    String level,
    @Nullable String reason,
    @Nullable String location,
    String subject,
    String serialNumber,
    Instant validTo,
    List<Item> documents,
    ConfirmationMethod confirmation) {

  public ApprovalView {
    documents = List.copyOf(documents);
  }

  /**
   * One document.
   *
   * @param kilobytes size, rounded up
   */
  public record Item(int index, String name, int pages, long kilobytes, String fingerprint) {}

  static ApprovalView of(
      Approval approval, SignatureRequest request, ConfirmationMethod confirmation) {
    List<SignatureRequest.Document> documents = request.documents();
    return new ApprovalView(
        approval.id(),
        approval.clientName(),
        request.kind() == SignatureRequest.Kind.SEAL,
        request.level(),
        request.reason(),
        request.location(),
        request.certificate().subject(),
        request.certificate().serialNumber(),
        request.certificate().validTo(),
        IntStream.range(0, documents.size())
            .mapToObj(index -> item(index, documents.get(index)))
            .toList(),
        confirmation);
  }

  private static Item item(int index, SignatureRequest.Document document) {
    return new Item(
        index,
        document.name(),
        document.pages(),
        Math.ceilDiv(document.size(), 1024),
        document.sha256().fingerprint());
  }
}
