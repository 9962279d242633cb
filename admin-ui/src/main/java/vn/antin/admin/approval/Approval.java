package vn.antin.admin.approval;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One approval of a signature request.
 *
 * @param page the address that tells of it
 * @param background whether signing may go on after signing-service has answered (RFC 7240)
 * @param note last part of the message key of what happened last, if it needs saying
 * @param signingAt when signing-service took it
 */
public record Approval(
    UUID id,
    String owner,
    String page,
    Wanted wanted,
    boolean background,
    State state,
    @Nullable String note,
    Instant createdAt,
    @Nullable Instant signingAt) {

  /** How far it is. */
  public enum State {
    /** The official has not answered, or has said no and may still say yes. */
    ASKED,
    /** The grant is here and was not taken yet. */
    APPROVED,
    /** signing-service took the grant; what came of it stands at the signature request. */
    SIGNING,
    /** Nothing more comes of it. */
    OVER
  }

  /** What signing-service was asked for, and the words the approval is asked with. */
  public record Wanted(String requestId, String credentialId, String authorizationDetails) {}

  Approval in(State next) {
    return new Approval(id, owner, page, wanted, background, next, null, createdAt, signingAt);
  }
}
