package vn.antin.audit.verify;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.audit.proof.Hash;
import vn.antin.audit.proof.RootSignature;
import vn.antin.audit.proof.Seal;
import vn.antin.audit.proof.SealHead;
import vn.antin.audit.verify.Finding.Kind;

/** Follows the seals one by one: their numbers, their chain, their signatures. */
final class ChainCheck {
  private final Expectations expected;
  private final Findings findings;
  private final Signers signers = new Signers();
  private final UUID log;
  private @Nullable Hash previousRoot;
  private long previousNumber;
  private boolean lastRootSeen;

  ChainCheck(UUID log, Expectations expected, Findings findings) {
    this.log = log;
    this.expected = expected;
    this.findings = findings;
    previousRoot = SealHead.genesis(log);
    lastRootSeen = SealHead.genesis(log).equals(expected.lastRoot());
  }

  void check(Seal seal) {
    SealHead head = seal.head();
    long number = head.number();
    boolean gap = number != previousNumber + 1;
    if (number > previousNumber + 1) {
      findings.add(
          Kind.SEAL_MISSING,
          (number == previousNumber + 2 ? "Seal %d is missing" : "Seals %d to %d are missing")
              .formatted(previousNumber + 1, number - 1));
    } else if (gap) {
      findings.add(
          Kind.SEAL_MISSING, "Seal %d stands after seal %d".formatted(number, previousNumber));
    }
    if (!gap && previousRoot != null && !previousRoot.equals(head.previous())) {
      findings.add(
          Kind.CHAIN_BROKEN,
          (number == 1
                  ? "Seal 1 does not begin this log: an earlier part was replaced"
                  : "Seal %d does not follow seal %d: the log was rewritten up to there, or from there on")
              .formatted(number, previousNumber));
    }
    if (!seal.root().equals(head.root())) {
      findings.add(
          Kind.SEAL_EDITED,
          "Seal %d was edited: its fields do not give its root".formatted(number));
    }
    checkSignature(number, seal);
    lastRootSeen |= seal.root().equals(expected.lastRoot());
    previousNumber = number;
    previousRoot = seal.root();
  }

  /** A seal stood here that cannot be read; the next one cannot be compared with it. */
  void skipOne() {
    previousNumber++;
    previousRoot = null;
  }

  void end() {
    if (expected.lastRoot() != null && !lastRootSeen) {
      findings.add(
          Kind.END_CUT,
          "The root %s is not in the log, which ends with seal %d: its end was cut off or rewritten"
              .formatted(expected.lastRoot(), previousNumber));
    }
  }

  UUID log() {
    return log;
  }

  long lastNumber() {
    return previousNumber;
  }

  @Nullable Hash lastRoot() {
    return previousNumber == 0 ? null : previousRoot;
  }

  Signers signers() {
    return signers;
  }

  private void checkSignature(long number, Seal seal) {
    RootSignature signature = seal.signature();
    if (signature == null) {
      signers.unsigned();
      return;
    }
    if (!signature.verifies(seal.root())) {
      findings.add(
          Kind.SIGNATURE_FORGED,
          "The signature of seal %d is forged: it is not one over the seal's root by %s"
              .formatted(number, signature.subject()));
      return;
    }
    if (!expected.sealCertificates().isEmpty()
        && !expected.sealCertificates().contains(signature.fingerprint())) {
      findings.add(
          Kind.SIGNER_UNKNOWN,
          "The signature of seal %d is by %s (certificate %s), which is not the expected signer"
              .formatted(number, signature.subject(), signature.fingerprint()));
    }
    signers.signed(number, signature);
  }
}
