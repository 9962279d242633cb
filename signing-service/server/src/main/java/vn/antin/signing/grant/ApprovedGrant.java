package vn.antin.signing.grant;

import java.time.Instant;
import java.util.List;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.people.OfficialId;

/**
 * Documents that an official approved, as auth-server tells it.
 *
 * @param parametersDigest digest of how to sign: profile, level, reason, place
 * @param clientId the system in which it was approved
 * @param hashes the documents, each once
 */
public record ApprovedGrant(
    GrantId id,
    OfficialId official,
    CredentialId credential,
    RequestId request,
    String hashType,
    String hashAlgorithm,
    Sha256 parametersDigest,
    String clientId,
    Instant expiresAt,
    List<Sha256> hashes)
    implements Approval {
  public ApprovedGrant {
    hashes = List.copyOf(hashes);
    if (hashes.isEmpty() || hashes.stream().distinct().count() != hashes.size()) {
      throw new IllegalArgumentException("a grant names at least one hash, and none twice");
    }
  }
}
