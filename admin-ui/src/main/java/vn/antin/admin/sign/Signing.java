package vn.antin.admin.sign;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.admin.approval.Approval;

/**
 * One document on its way to a signature.
 *
 * @param remark last part of the message key of why no approval could be asked for
 * @param approvalId names the approval asked for last
 * @param approval that one, as far as it is still kept
 */
public record Signing(
    UUID id,
    Document document,
    @Nullable String remark,
    @Nullable UUID approvalId,
    @Nullable Approval approval,
    @Nullable Result result,
    Instant createdAt,
    Instant expiresAt) {

  /** How far it is. */
  public enum State {
    PREPARED,
    APPROVED,
    SIGNED
  }

  /** The uploaded file as signing-service holds it; the digest is base64 SHA-256. */
  public record Document(String id, String name, long size, String sha256, int pages) {}

  /** The signed file. */
  public record Result(String documentId, @Nullable String sha256, @Nullable Instant signedAt) {}

  public State state() {
    if (result != null) {
      return State.SIGNED;
    }
    return approval != null
            && (approval.state() == Approval.State.APPROVED
                || approval.state() == Approval.State.SIGNING)
        ? State.APPROVED
        : State.PREPARED;
  }

  /** Last part of the message key of what happened last, if it needs saying. */
  public @Nullable String note() {
    return approval == null ? remark : approval.note();
  }

  /** The address of its page. */
  public String path() {
    return "/sign/" + id;
  }

  Signing with(@Nullable Approval found) {
    return new Signing(id, document, remark, approvalId, found, result, createdAt, expiresAt);
  }
}
