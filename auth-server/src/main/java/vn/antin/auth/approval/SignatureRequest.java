package vn.antin.auth.approval;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.approval.asked.HashValue;
import vn.antin.auth.approval.asked.SignatureDetails;
import vn.antin.auth.org.delegation.SigningRights;

/**
 * What signing-service holds under a request: the only description that the approval page trusts.
 *
 * @param officialId the official whose credential it is; null for an agency's seal
 * @param level the signature's format and level, for example {@code PAdES-BASELINE-B}
 */
record SignatureRequest(
    UUID id,
    String clientId,
    UUID credentialId,
    Certificate certificate,
    Kind kind,
    @Nullable UUID officialId,
    String level,
    HashValue parametersDigest,
    List<Document> documents) {

  SignatureRequest {
    documents = List.copyOf(documents);
  }

  /**
   * True when {@code details} asks for exactly this request: same credential, digest and hashes.
   */
  boolean matches(SignatureDetails details, String askingClient) {
    return details.source() != null
        && id.equals(details.source().requestId())
        && clientId.equals(askingClient)
        && credentialId.equals(details.credentialId())
        && parametersDigest.equals(details.source().parametersDigest())
        && documents.stream().map(Document::sha256).toList().equals(details.hashes().values());
  }

  /** Whose key signs. */
  enum Kind {
    OFFICIAL,
    SEAL
  }

  record Certificate(
      String subject, String serialNumber, Instant validFrom, Instant validTo, String issuer) {}

  /**
   * @param size in bytes
   * @param group under which the application sorts it; null for none
   * @param authority by what right it is signed; null when nothing is said of it
   * @param manner how it is signed
   */
  record Document(
      UUID id,
      String name,
      long size,
      int pages,
      HashValue sha256,
      @Nullable String group,
      SigningRights.@Nullable Claim authority,
      Manner manner) {}
}
