package vn.antin.signing.grant;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.people.OfficialId;

/**
 * An approval of hashes that an application made of documents which we never saw.
 *
 * @param hashType {@code DTBSR}: of what is signed, {@code SDR}: of source documents
 * @param hashAlgorithm object identifier
 * @param clientId the system that asked
 * @param hashes each once
 */
public record HashGrant(
    GrantId id,
    OfficialId official,
    CredentialId credential,
    String hashType,
    String hashAlgorithm,
    String clientId,
    Instant expiresAt,
    List<HashValue> hashes)
    implements Approval {
  public HashGrant {
    hashes = List.copyOf(hashes);
    if (hashes.isEmpty() || new HashSet<>(hashes).size() != hashes.size()) {
      throw new IllegalArgumentException("a grant names at least one hash, and none twice");
    }
  }
}
