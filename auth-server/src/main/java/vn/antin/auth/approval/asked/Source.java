package vn.antin.auth.approval.asked;

import java.util.UUID;

/**
 * Where signing-service holds the documents.
 *
 * @param requestId the signature request
 * @param parametersDigest SHA-256 of how it will sign them
 */
public record Source(UUID requestId, HashValue parametersDigest) {
  public Source {
    if (parametersDigest.length() != HashAlgorithm.SHA_256.length()) {
      throw new IllegalArgumentException("parametersDigest is a SHA-256 value");
    }
  }
}
