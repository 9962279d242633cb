package vn.antin.audit.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.antin.audit.proof.Hash;
import vn.antin.audit.proof.RootSignature;

/** Who signed what, for the report. */
final class Signers {
  /**
   * One certificate's part of the log.
   *
   * @param subject whose it is
   * @param fingerprint SHA-256 of the certificate
   * @param first the first seal it signed
   * @param last the last seal it signed
   */
  record Signer(String subject, Hash fingerprint, long first, long last) {}

  private final Map<Hash, Signer> signers = new LinkedHashMap<>();
  private long unsignedAtTheEnd;

  void signed(long seal, RootSignature signature) {
    unsignedAtTheEnd = 0;
    signers.merge(
        signature.fingerprint(),
        new Signer(signature.subject(), signature.fingerprint(), seal, seal),
        (before, now) ->
            new Signer(before.subject(), before.fingerprint(), before.first(), now.last()));
  }

  void unsigned() {
    unsignedAtTheEnd++;
  }

  /** Seals after the last signed one; a signature covers all before it. */
  long unsignedAtTheEnd() {
    return unsignedAtTheEnd;
  }

  List<Signer> all() {
    return List.copyOf(signers.values());
  }
}
