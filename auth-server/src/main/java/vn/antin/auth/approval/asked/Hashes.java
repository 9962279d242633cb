package vn.antin.auth.approval.asked;

import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.antin.auth.digest.Digest;

/** The hashes to be signed, in the order asked for: all of one kind and algorithm, none twice. */
public record Hashes(HashType type, HashAlgorithm algorithm, List<DocumentDigest> documents) {
  /** More than this no single agreement covers. */
  public static final int MAX_DOCUMENTS = 5_000;

  public Hashes {
    documents = List.copyOf(documents);
    if (documents.isEmpty() || documents.size() > MAX_DOCUMENTS) {
      throw new IllegalArgumentException(
          "expected 1 to %d hashes, found %d".formatted(MAX_DOCUMENTS, documents.size()));
    }
    Set<HashValue> seen = HashSet.newHashSet(documents.size());
    for (DocumentDigest document : documents) {
      if (document.hash().length() != algorithm.length()) {
        throw new IllegalArgumentException(
            "a hash has %d bytes, expected %d of %s"
                .formatted(document.hash().length(), algorithm.length(), algorithm.oid()));
      }
      if (!seen.add(document.hash())) {
        throw new IllegalArgumentException("the same hash stands twice");
      }
    }
  }

  public int size() {
    return documents.size();
  }

  /** The values in the order asked for. */
  public List<HashValue> values() {
    return documents.stream().map(DocumentDigest::hash).toList();
  }

  /** SHA-256 over all values in their order: what a person compares of a long list. */
  public HashValue fingerprint() {
    MessageDigest all = Digest.sha256();
    documents.forEach(document -> all.update(document.hash().bytes()));
    return HashValue.of(all.digest());
  }
}
