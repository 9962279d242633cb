package vn.antin.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import vn.antin.audit.proof.Entry;
import vn.antin.audit.proof.Hash;
import vn.antin.audit.proof.InclusionProof;
import vn.antin.audit.proof.RootSignature;

/** Whether the log of one service says the same, and whether that log can be believed. */
final class LogCheck {
  /** How far a row's time may lie from the time of its transaction. */
  static final Duration CLOCKS = Duration.ofMinutes(2);

  private final String service;
  private final Known known;

  /**
   * What the judge knows from elsewhere.
   *
   * @param roots from the files of roots that were kept outside the databases
   * @param sealers fingerprints of the certificates that may sign seals
   */
  record Known(Set<Hash> roots, Set<Hash> sealers) {
    Known {
      roots = Set.copyOf(roots);
      sealers = Set.copyOf(sealers);
    }
  }

  LogCheck(String service, Known known) {
    this.service = service;
    this.known = known;
  }

  /**
   * Looks for a row.
   *
   * @param type what has to have happened
   * @param actor who has to have done it
   * @param at when, as the file says outside the log
   * @param facts what has to stand there; more may
   */
  List<Finding> expect(
      List<InclusionProof> proofs,
      String type,
      String actor,
      Instant at,
      Map<String, String> facts) {
    InclusionProof found =
        proofs.stream()
            .filter(proof -> says(proof.entry(), type, actor, facts))
            .findFirst()
            .orElse(null);
    if (found == null) {
      return List.of(Finding.broken("No row of %s's log says %s of this".formatted(service, type)));
    }
    if (!found.holds()) {
      return List.of(
          Finding.broken("The row %s of %s's log is not in its seal".formatted(type, service)));
    }
    if (Duration.between(found.entry().at(), at).abs().compareTo(CLOCKS) > 0) {
      return List.of(
          Finding.broken(
              "%s's log says %s at %s, the file says %s"
                  .formatted(service, type, found.entry().at(), at)));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.ok(
            "%s's log says %s at %s (row %d, seal %d)"
                .formatted(
                    service, type, found.entry().at(), found.entry().id(), found.head().number())));
    findings.add(seal(found));
    return findings;
  }

  private static boolean says(Entry entry, String type, String actor, Map<String, String> facts) {
    return entry.type().equals(type)
        && Objects.equals(entry.actor(), actor)
        && entry.facts().entrySet().containsAll(facts.entrySet());
  }

  private Finding seal(InclusionProof proof) {
    Hash root = proof.head().root();
    String seal = "Seal %d of %s's log".formatted(proof.head().number(), service);
    if (known.roots().contains(root)) {
      return Finding.ok(seal + " is in the file of roots");
    }
    if (!known.roots().isEmpty()) {
      return Finding.broken(seal + " is not in the file of roots: that log is another");
    }
    RootSignature signature = proof.signature();
    if (signature == null) {
      return Finding.open(seal + " is not signed; its file of roots tells of it");
    }
    if (!signature.verifies(root)) {
      return Finding.broken(
          "The signature of seal %d does not verify".formatted(proof.head().number()));
    }
    String by = seal + " is signed by " + signature.subject();
    if (known.sealers().isEmpty()) {
      return Finding.open(
          by + "; --seal-certificate or its file of roots tells whether to believe it");
    }
    return known.sealers().contains(signature.fingerprint())
        ? Finding.ok(by)
        : Finding.broken(by + ", which is not the known one");
  }
}
