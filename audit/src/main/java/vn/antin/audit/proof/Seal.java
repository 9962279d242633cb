package vn.antin.audit.proof;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.audit.json.Json;

/**
 * A seal as it is stored. Rows are in ascending order of id; {@code leaves} holds their hashes, so
 * that a broken seal can name the row that broke it.
 *
 * @param head what the root is computed from
 * @param root the stored root; equals {@code head.root()} unless somebody changed it
 * @param entryIds the ids of the covered rows
 * @param leaves their leaf hashes
 * @param signature the signature over the root, null until the signer was reached
 */
public record Seal(
    SealHead head,
    Hash root,
    List<Long> entryIds,
    List<Hash> leaves,
    @Nullable RootSignature signature) {

  public Seal {
    entryIds = List.copyOf(entryIds);
    leaves = List.copyOf(leaves);
  }

  /** Seals rows, which are in ascending order of id. */
  public static Seal over(
      UUID log, long number, Hash previous, Instant sealedAt, List<Entry> entries) {
    List<Hash> leaves = entries.stream().map(Entry::leaf).toList();
    SealHead head =
        new SealHead(log, number, sealedAt, previous, leaves.size(), MerkleTree.root(leaves));
    return new Seal(head, head.root(), entries.stream().map(Entry::id).toList(), leaves, null);
  }

  /**
   * Reads a seal of a log from its JSON form.
   *
   * @throws IllegalArgumentException when it is not one
   */
  public static Seal fromJson(UUID log, Json.Members json) {
    try {
      List<Long> ids = json.wholes("entries");
      List<Hash> leaves = hashes(json.text("leaves"));
      if (ids.isEmpty() || ids.size() != leaves.size()) {
        throw new IllegalArgumentException("The seal's lists of rows and of hashes differ");
      }
      SealHead head =
          new SealHead(
              log,
              json.whole("number"),
              Instant.parse(json.text("sealedAt")),
              Hash.ofHex(json.text("previous")),
              ids.size(),
              Hash.ofHex(json.text("merkleRoot")));
      return new Seal(
          head, Hash.ofHex(json.text("root")), ids, leaves, RootSignature.fromJson(json));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("\"sealedAt\" is not a time", e);
    }
  }

  private static List<Hash> hashes(String hex) {
    int digits = 2 * Hash.LENGTH;
    if (hex.length() % digits != 0) {
      throw new IllegalArgumentException("\"leaves\" is not a row of hashes");
    }
    List<Hash> hashes = new ArrayList<>(hex.length() / digits);
    for (int start = 0; start < hex.length(); start += digits) {
      hashes.add(Hash.ofHex(hex.substring(start, start + digits)));
    }
    return hashes;
  }
}
