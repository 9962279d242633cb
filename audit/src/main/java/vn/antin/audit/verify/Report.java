package vn.antin.audit.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.audit.proof.Hash;

/**
 * The verdict on a log.
 *
 * @param log which log, null when the lines do not say
 * @param seals how many seals were read
 * @param rows how many sealed rows were read
 * @param unsealed rows that wait for their seal
 * @param erased personal fields that were erased or left out
 * @param lastRoot the root of the last seal: keep it for the next check
 * @param signers who signed which seals
 * @param unsignedAtTheEnd how many seals after the last signed one have no signature
 * @param findings what is wrong, the first thousand
 * @param findingCount how much is wrong
 */
record Report(
    @Nullable UUID log,
    long seals,
    long rows,
    long unsealed,
    long erased,
    @Nullable Hash lastRoot,
    List<Signers.Signer> signers,
    long unsignedAtTheEnd,
    List<Finding> findings,
    long findingCount) {
  private static final int MOST_PRINTED = 100;

  Report {
    signers = List.copyOf(signers);
    findings = List.copyOf(findings);
  }

  boolean intact() {
    return findingCount == 0;
  }

  /** The report for a human, the verdict first. */
  List<String> lines(boolean signerKnown) {
    List<String> lines = new ArrayList<>();
    if (intact()) {
      lines.add(
          "OK: all %s in %s are as they were sealed."
              .formatted(count(rows, "row"), count(seals, "seal")));
    } else {
      lines.add(
          "BROKEN: %s in a log of %s and %s."
              .formatted(count(findingCount, "finding"), count(rows, "row"), count(seals, "seal")));
      findings.stream().limit(MOST_PRINTED).forEach(f -> lines.add("  - " + f.sentence() + "."));
      if (findingCount > MOST_PRINTED) {
        lines.add("  … and %d more.".formatted(findingCount - MOST_PRINTED));
      }
    }
    if (log != null) {
      lines.add("Log %s; last root %s".formatted(log, lastRoot == null ? "(none)" : lastRoot));
    }
    for (Signers.Signer signer : signers) {
      lines.add(
          "Signed, seals %d to %d: %s, certificate SHA-256 %s%s"
              .formatted(
                  signer.first(),
                  signer.last(),
                  signer.subject(),
                  signer.fingerprint(),
                  signerKnown ? "" : " (compare it, or give --seal-certificate)"));
    }
    if (unsignedAtTheEnd > 0) {
      lines.add(
          "Warning: the last %s no signature yet; only the chain and the kept roots protect them."
              .formatted(unsignedAtTheEnd == 1 ? "seal has" : unsignedAtTheEnd + " seals have"));
    }
    if (erased > 0) {
      lines.add(
          "%s erased or left out; the proofs hold without them."
              .formatted(count(erased, "personal field")));
    }
    if (unsealed > 0) {
      lines.add("%s not sealed yet and not protected.".formatted(count(unsealed, "row")));
    }
    return lines;
  }

  private static String count(long number, String what) {
    return number == 1 ? "1 " + what : number + " " + what + "s";
  }
}
