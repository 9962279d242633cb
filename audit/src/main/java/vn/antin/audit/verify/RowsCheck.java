package vn.antin.audit.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.antin.audit.proof.Entry;
import vn.antin.audit.proof.Hash;
import vn.antin.audit.proof.MerkleTree;
import vn.antin.audit.proof.Seal;
import vn.antin.audit.verify.Finding.Kind;

/** Compares the rows of one seal with the hashes that it covers, and names those that differ. */
final class RowsCheck {
  /** Beyond this many candidates a moved row is reported as edited or deleted instead. */
  private static final int MOST_COMPARED = 500;

  private final Seal seal;
  private final long number;
  private final Findings findings;
  private final Map<Long, Optional<Entry>> rows = new LinkedHashMap<>();

  RowsCheck(Seal seal, Findings findings) {
    this.seal = seal;
    this.findings = findings;
    number = seal.head().number();
  }

  /** Takes a row that stands in this seal; null when it cannot even be read. */
  void add(long id, @Nullable Entry entry) {
    if (rows.putIfAbsent(id, Optional.ofNullable(entry)) != null) {
      findings.add(Kind.ROW_INSERTED, "Row %d stands twice in seal %d".formatted(id, number));
    }
  }

  void finish() {
    if (!MerkleTree.root(seal.leaves()).equals(seal.head().merkleRoot())) {
      findings.add(
          Kind.SEAL_EDITED,
          "Seal %d was edited: its list of row hashes does not give its tree's root"
              .formatted(number));
      if (rowsGiveTheRoot()) {
        return;
      }
    }
    Map<Long, Hash> unmatched = new LinkedHashMap<>();
    Map<Long, Optional<Entry>> strangers = new LinkedHashMap<>(rows);
    for (int i = 0; i < seal.entryIds().size(); i++) {
      long id = seal.entryIds().get(i);
      Hash leaf = seal.leaves().get(i);
      Optional<Entry> row = rows.getOrDefault(id, Optional.empty());
      if (row.isPresent() && row.get().leaf().equals(leaf)) {
        strangers.remove(id);
      } else {
        unmatched.put(id, leaf);
      }
    }
    if (!unmatched.isEmpty() || !strangers.isEmpty()) {
      reportMoved(unmatched, strangers);
      unmatched.keySet().forEach(id -> report(id, strangers));
      strangers
          .keySet()
          .forEach(id ->
              findings.add(
                  Kind.ROW_INSERTED,
                  "Row %d was inserted: seal %d does not cover it".formatted(id, number)));
    }
  }

  /**
   * A content that fits another number's hash was moved there: rows were exchanged or renumbered.
   */
  private void reportMoved(Map<Long, Hash> unmatched, Map<Long, Optional<Entry>> strangers) {
    if (unmatched.size() > MOST_COMPARED || strangers.size() > MOST_COMPARED) {
      return;
    }
    Map<Long, Optional<Entry>> candidates = Map.copyOf(strangers);
    for (Map.Entry<Long, Hash> place : List.copyOf(unmatched.entrySet())) {
      candidates.values().stream()
          .flatMap(Optional::stream)
          .filter(row -> row.id() != place.getKey())
          .filter(row -> under(place.getKey(), row).leaf().equals(place.getValue()))
          .findFirst()
          .ifPresent(row -> {
            findings.add(
                Kind.ROW_MOVED,
                "Row %d of seal %d now stands under the number %d: rows were re-ordered"
                    .formatted(place.getKey(), number, row.id()));
            unmatched.remove(place.getKey());
            strangers.remove(row.id());
          });
    }
  }

  private void report(long id, Map<Long, Optional<Entry>> strangers) {
    boolean stillThere = strangers.remove(id) != null;
    if (stillThere) {
      findings.add(
          Kind.ROW_EDITED,
          "Row %d was edited: its content does not give the hash in seal %d".formatted(id, number));
    } else if (!rows.containsKey(id)) {
      findings.add(Kind.ROW_DELETED, "Row %d of seal %d was deleted".formatted(id, number));
    }
  }

  private boolean rowsGiveTheRoot() {
    if (rows.isEmpty() || rows.values().stream().anyMatch(Optional::isEmpty)) {
      return false;
    }
    List<Hash> leaves = rows.values().stream().flatMap(Optional::stream).map(Entry::leaf).toList();
    return MerkleTree.root(leaves).equals(seal.head().merkleRoot());
  }

  private static Entry under(long id, Entry row) {
    return new Entry(
        id, row.at(), row.type(), row.actor(), row.object(), row.facts(), row.commitments());
  }
}
