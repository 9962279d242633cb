package vn.antin.audit.proof;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Merkle tree of RFC 9162 §2.1 over SHA-256: a leaf is hashed behind 0x00, a node behind 0x01,
 * so that a node can never be shown as a leaf.
 */
public final class MerkleTree {
  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private MerkleTree() {}

  /** The hash of one leaf's bytes. */
  public static Hash leaf(byte[] content) {
    return Hash.sha256(LEAF, content);
  }

  /** The root over leaf hashes, of which there is at least one. */
  public static Hash root(List<Hash> leaves) {
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int split = split(leaves.size());
    return node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
  }

  /** The hashes that lead from a leaf to the root, from the bottom up (RFC 9162 §2.1.3.1). */
  public static List<Hash> path(List<Hash> leaves, int index) {
    if (index < 0 || index >= leaves.size()) {
      throw new IllegalArgumentException(
          "There is no leaf %d among %d".formatted(index, leaves.size()));
    }
    List<Hash> path = new ArrayList<>();
    collectPath(leaves, index, path);
    return List.copyOf(path);
  }

  /**
   * The root to which a leaf and its path lead, or null when the path does not fit the tree's size.
   */
  static @Nullable Hash rootOf(Hash leaf, long index, long size, List<Hash> path) {
    if (index < 0 || index >= size) {
      return null;
    }
    // RFC 9162 §2.1.3.2, with its names fn and sn.
    long fn = index;
    long sn = size - 1;
    Hash reached = leaf;
    for (Hash sibling : path) {
      if (sn == 0) {
        return null;
      }
      if ((fn & 1) == 1 || fn == sn) {
        reached = node(sibling, reached);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        reached = node(reached, sibling);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 ? reached : null;
  }

  private static void collectPath(List<Hash> leaves, int index, List<Hash> path) {
    if (leaves.size() == 1) {
      return;
    }
    int split = split(leaves.size());
    List<Hash> left = leaves.subList(0, split);
    List<Hash> right = leaves.subList(split, leaves.size());
    if (index < split) {
      collectPath(left, index, path);
      path.add(root(right));
    } else {
      collectPath(right, index - split, path);
      path.add(root(left));
    }
  }

  private static Hash node(Hash left, Hash right) {
    return Hash.sha256(NODE, left.bytes(), right.bytes());
  }

  /** The largest power of two below the size. */
  private static int split(int size) {
    return Integer.highestOneBit(size - 1);
  }
}
