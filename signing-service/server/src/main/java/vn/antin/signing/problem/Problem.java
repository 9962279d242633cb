package vn.antin.signing.problem;

import java.net.URI;
import java.util.Locale;

/**
 * A problem a client can meet: its HTTP status and, derived from its name, its type URN and the key
 * of its texts in {@code messages*.properties}.
 */
public enum Problem {
  INVALID_REQUEST(400),
  UNAUTHENTICATED(401),
  APPROVAL_INVALID(401),
  SENDER_UNPROVEN(401),
  NOT_PERMITTED(403),
  HASH_NOT_APPROVED(403),
  CREDENTIAL_NOT_USABLE(403),
  DELEGATION_MISSING(403),
  AUTHORITY_MISSING(403),
  OWN_CERTIFICATE(403),
  OWN_SIGNATURE(403),
  STANDING_ORDER_REFUSED(403),
  REGISTRATION_CODE_INVALID(403),
  NOT_FOUND(404),
  SIGNING_ADDRESS_SPENT(404),
  METHOD_NOT_ALLOWED(405),
  NOT_ACCEPTABLE(406),
  AGENT_JOB_ENDED(409),
  APPROVAL_SPENT(409),
  REQUEST_EXPIRED(409),
  STEP_BUSY(409),
  STEP_STATE(409),
  STEPS_DIFFER(409),
  CERTIFICATE_STATE(409),
  HANDOVER_REFUSED(409),
  HOST_NAME_TAKEN(409),
  NUMBER_TAKEN(409),
  SEAL_PROFILE_MISSING(400),
  SEAL_REFUSED(409),
  SIGNATURE_VALUE_KEPT(409),
  IDEMPOTENCY_IN_PROGRESS(409),
  SERVER_CODE_USED(409),
  SERVER_WITHDRAWN(409),
  JOBS_UNFINISHED(409),
  EVIDENCE_NOT_SEALED(409),
  OUTCOME_RESOLVED(409),
  EVIDENCE_BY_ORDER(409),
  CHANGED(412),
  DOCUMENT_TOO_LARGE(413),
  STORAGE_FULL(413),
  UNSUPPORTED_TYPE(415),
  CERTIFICATE_UNFIT(422),
  SUBJECT_UNCONFIRMED(422),
  POSSESSION_UNPROVED(422),
  SIGNATURE_UNPROVEN(422),
  LIST_REFUSED(422),
  NOT_A_PDF(422),
  ENCRYPTED_PDF(422),
  BROKEN_PDF(422),
  FORMAT_UNKNOWN(422),
  BROKEN_FILE(422),
  TOO_COMPLEX(422),
  SIGNING_FORBIDDEN(422),
  APPEARANCE_REFUSED(422),
  IDEMPOTENCY_KEY_REUSED(422),
  IMAGE_REFUSED(422),
  ISSUANCE_REFUSED(422),
  LEVEL_NOT_OFFERED(422),
  CERTIFICATE_REFUSED(422),
  HOST_NAME_REFUSED(422),
  PAGE_NOT_SHOWN(422),
  RETURN_OTHER_DOCUMENT(422),
  RETURN_UNSIGNED(422),
  RETURN_SEVERAL_SIGNATURES(422),
  RETURN_OTHER_CERTIFICATE(422),
  RETURN_NOT_VALID(422),
  RETURN_CHANGED(422),
  TOO_MANY_REQUESTS(429),
  TOO_MANY_DOCUMENTS(429),
  TOO_MANY_NUMBERS(429),
  OUTCOME_UNKNOWN(500),
  DOCUMENT_DAMAGED(500),
  INTERNAL(500),
  APPROVAL_UNREACHABLE(503),
  AUTHORITY_ABSENT(503),
  DIRECTORY_UNREACHABLE(503),
  IDENTITY_UNREACHABLE(503),
  PEOPLE_STALE(503),
  STORAGE_UNREACHABLE(503),
  TIME_STAMP_UNREACHABLE(503),
  REVOCATION_UNREACHABLE(503),
  TOKEN_UNREACHABLE(503),
  BUSY(503);

  private final int status;

  Problem(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }

  /** The name as it stands in the type URN and in the message keys. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public URI type() {
    return URI.create("urn:antin:problem:" + code());
  }

  /** An exception for the operator's eyes; the client sees only this problem's own text. */
  public SigningException because(String operatorMessage) {
    return new SigningException(this, operatorMessage, null);
  }

  public SigningException because(String operatorMessage, Throwable cause) {
    return new SigningException(this, operatorMessage, cause);
  }
}
