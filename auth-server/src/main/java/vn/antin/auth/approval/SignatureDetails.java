package vn.antin.auth.approval;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The one signature that an authorization request asks for: the checked form of an {@code
 * urn:antin:rar:signature} element of {@code authorization_details} (RFC 9396 §2).
 *
 * <p>Every hash is of a source document ({@code SDR}), by SHA-256; {@code parametersDigest} is the
 * SHA-256 of the signing parameters that signing-service keeps under {@code requestId}.
 */
record SignatureDetails(
    UUID requestId, UUID credentialId, Sha256 parametersDigest, List<DocumentDigest> documents) {

  static final String TYPE = "urn:antin:rar:signature";
  static final String HASH_TYPE = "SDR";
  static final String SHA_256_OID = "2.16.840.1.101.3.4.2.1";
  static final int MAX_DOCUMENTS = 100;

  SignatureDetails {
    documents = List.copyOf(documents);
    if (documents.isEmpty() || documents.size() > MAX_DOCUMENTS) {
      throw new IllegalArgumentException(
          "expected 1 to %d documentDigests, found %d".formatted(MAX_DOCUMENTS, documents.size()));
    }
    Set<Sha256> seen = new HashSet<>();
    for (DocumentDigest document : documents) {
      if (!seen.add(document.hash())) {
        throw new IllegalArgumentException("the same hash stands twice in documentDigests");
      }
    }
  }

  /** The hashes in the order asked for. */
  List<Sha256> hashes() {
    return documents.stream().map(DocumentDigest::hash).toList();
  }

  /** One document: its hash, and the name the application gives it, which nobody relies on. */
  record DocumentDigest(Sha256 hash, String label) {
    private static final int MAX_LABEL = 255;

    DocumentDigest {
      if (label.isBlank() || label.length() > MAX_LABEL) {
        throw new IllegalArgumentException("a label has 1 to %d characters".formatted(MAX_LABEL));
      }
    }
  }
}
