package vn.antin.audit.proof;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows that one row is in the log without showing any other: for evidence packages.
 *
 * @param entry the row
 * @param index its place in the seal's tree
 * @param path the sibling hashes, from the bottom up
 * @param head the seal
 * @param signature the signature over {@code head.root()}, when there is one
 */
public record InclusionProof(
    Entry entry, long index, List<Hash> path, SealHead head, @Nullable RootSignature signature) {

  public InclusionProof {
    path = List.copyOf(path);
  }

  /**
   * Whether the row belongs to the seal. The judge must still know the seal's root from elsewhere:
   * a signature, the file outside the database, or a later root of the chain.
   */
  public boolean holds() {
    return head.merkleRoot().equals(MerkleTree.rootOf(entry.leaf(), index, head.size(), path));
  }
}
