package vn.antin.auth.approval;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.approval.asked.HashType;
import vn.antin.auth.approval.confirmation.ConfirmationMethod;

/**
 * What the approval page shows. It comes from signing-service but the client's name; where the
 * application made the hashes, their names and the description are the application's word.
 *
 * @param seen whether signing-service holds the documents
 * @param source whether the hashes are of documents, not of bytes to be signed
 * @param bindingMessage what the application shows as well, where it asked without the browser
 * @param manners how the documents are signed
 * @param authorities by what right, each once; empty when nothing is said of it
 * @param chosen the certificate chosen so far, where there are several
 */
public record ApprovalView(
    UUID id,
    String clientName,
    boolean seen,
    boolean source,
    @Nullable String description,
    @Nullable String bindingMessage,
    @Nullable String level,
    Manners manners,
    List<Choice> choices,
    @Nullable UUID chosen,
    List<StatedAuthority> authorities,
    DocumentList documents,
    ConfirmationMethod confirmation) {

  public ApprovalView {
    choices = List.copyOf(choices);
    authorities = List.copyOf(authorities);
  }

  /** A certificate that may sign. */
  public record Choice(
      UUID id,
      boolean seal,
      @Nullable String unit,
      String subject,
      String issuer,
      String serialNumber,
      Instant validTo) {}

  /** Whether what will sign is an agency's seal, as far as that is settled. */
  public boolean seal() {
    return choices.stream().allMatch(Choice::seal);
  }

  static ApprovalView of(
      Approval approval,
      Question question,
      Look look,
      @Nullable UUID chosen,
      ConfirmationMethod confirmation) {
    SignatureRequest held = question.held();
    return new ApprovalView(
        approval.id(),
        approval.clientName(),
        held != null,
        question.wish().hashes().type() == HashType.SDR,
        question.wish().description(),
        approval.bindingMessage(),
        held == null ? null : held.level(),
        held == null ? Manners.UNKNOWN : Manners.of(held.documents()),
        question.credentials().stream().map(ApprovalView::choice).toList(),
        chosen,
        question.authorities(),
        DocumentList.of(question, look),
        confirmation);
  }

  private static Choice choice(UsableCredential credential) {
    SignatureRequest.Certificate certificate = credential.certificate();
    return new Choice(
        credential.id(),
        credential.kind() == SignatureRequest.Kind.SEAL,
        credential.unit(),
        certificate.subject(),
        certificate.issuer(),
        certificate.serialNumber(),
        certificate.validTo());
  }
}
