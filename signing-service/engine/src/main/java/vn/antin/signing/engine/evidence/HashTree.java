package vn.antin.signing.engine.evidence;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.util.encoders.Hex;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Hash;

/**
 * A binary tree of hash values (RFC 4998 section 4.2). A node is the hash of its two children in
 * binary ascending order; a value without a neighbour moves up as it is, so that no group of one
 * comes into being, which the standard leaves open. Equal values are one leaf.
 */
final class HashTree {

  private final List<List<byte[]>> levels = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();

  HashTree(String algorithm, List<byte[]> values) {
    Map<String, byte[]> distinct = new LinkedHashMap<>();
    values.forEach(value -> distinct.putIfAbsent(Hex.toHexString(value), value));
    if (distinct.isEmpty()) {
      throw new IllegalArgumentException("A tree needs at least one hash value");
    }
    distinct.keySet().forEach(value -> places.put(value, places.size()));
    List<byte[]> level = List.copyOf(distinct.values());
    levels.add(level);
    MessageDigest digest = Hash.digest(algorithm);
    while (level.size() > 1) {
      List<byte[]> above = new ArrayList<>((level.size() + 1) / 2);
      for (int i = 0; i < level.size(); i += 2) {
        above.add(
            i + 1 == level.size()
                ? level.get(i)
                : node(digest, List.of(level.get(i), level.get(i + 1))));
      }
      levels.add(above);
      level = above;
    }
  }

  /** What is time-stamped. */
  byte[] root() {
    return levels.getLast().getFirst();
  }

  /**
   * What leads from a value to the root: the first group holds it and its neighbour, each further
   * one the neighbour of the node so far. Empty when the value is the root.
   */
  List<List<byte[]>> path(byte[] value) {
    Integer place = places.get(Hex.toHexString(value));
    if (place == null) {
      throw new IllegalArgumentException("The value is not in the tree");
    }
    List<List<byte[]>> path = new ArrayList<>();
    int at = place;
    for (List<byte[]> level : levels.subList(0, levels.size() - 1)) {
      int neighbour = at ^ 1;
      if (neighbour < level.size()) {
        path.add(
            path.isEmpty()
                ? sorted(List.of(value, level.get(neighbour)))
                : List.of(level.get(neighbour)));
      }
      at /= 2;
    }
    return path;
  }

  /** The root that a path leads to (section 4.3), or null when the value is not in its start. */
  static byte @Nullable [] root(String algorithm, byte[] value, List<List<byte[]>> path) {
    MessageDigest digest = Hash.digest(algorithm);
    byte[] node = value;
    for (int i = 0; i < path.size(); i++) {
      List<byte[]> group = path.get(i);
      if (i == 0) {
        if (group.stream().noneMatch(each -> Arrays.equals(each, value))) {
          return null;
        }
        node = node(digest, group);
      } else {
        List<byte[]> with = new ArrayList<>(group);
        with.add(node);
        node = node(digest, with);
      }
    }
    return node;
  }

  private static byte[] node(MessageDigest digest, List<byte[]> group) {
    sorted(group).forEach(digest::update);
    return digest.digest();
  }

  private static List<byte[]> sorted(List<byte[]> group) {
    return group.stream().sorted(Arrays::compareUnsigned).toList();
  }
}
