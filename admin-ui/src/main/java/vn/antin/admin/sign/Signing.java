package vn.antin.admin.sign;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One document on its way to a signature.
 *
 * @param note last part of the message key of what happened last, if it needs saying
 */
public record Signing(
    UUID id,
    Document document,
    State state,
    @Nullable String note,
    @Nullable Request request,
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

  /** What signing-service was asked for, and the words the approval is asked with. */
  public record Request(String id, String credentialId, String authorizationDetails) {}

  /** The signed file. */
  public record Result(String documentId, @Nullable String sha256, @Nullable Instant signedAt) {}

  /** The address of its page. */
  public String path() {
    return "/sign/" + id;
  }

  Signing in(State next) {
    return new Signing(id, document, next, null, request, result, createdAt, expiresAt);
  }

  boolean signed() {
    return state == State.SIGNED;
  }
}
