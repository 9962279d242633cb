package vn.antin.signing.vgca;

import java.util.LinkedHashMap;
import java.util.Map;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.document.Sha256;

/** The audit rows of jobs; each joins the transaction of the state it speaks of. */
final class VgcaTrail {
  private final AuditLog log;

  VgcaTrail(AuditLog log) {
    this.log = log;
  }

  void made(VgcaJob job, int documents) {
    append(
        "vgca-job.made",
        job,
        Map.of(
            "client", job.clientId(),
            "credential", job.credential().toString(),
            "documents", Integer.toString(documents)));
  }

  void fetched(VgcaJob job, Sha256 hash) {
    append("vgca-job.fetched", job, Map.of("hash", hash.base64()));
  }

  void ended(VgcaJob job, String because) {
    append("vgca-job.ended", job, Map.of("because", because));
  }

  /** A file came back and is not the document with one more signature. */
  void refused(VgcaJob job, Sha256 hash, String why) {
    append("signature.refused", job, Map.of("hash", hash.base64(), "problem", why));
  }

  /** From now on the document is spent. */
  void started(VgcaJob job, Sha256 hash, byte[] value) {
    append(
        "signature.started",
        job,
        Map.of(
            "hash",
            hash.base64(),
            "credential",
            job.credential().toString(),
            "valueHash",
            Sha256.of(Sha256.digest().digest(value)).base64()));
  }

  void completed(VgcaJob job, Sha256 hash, Sha256 signedHash) {
    append(
        "signature.completed",
        job,
        Map.of("hash", hash.base64(), "signedHash", signedHash.base64()));
  }

  private void append(String type, VgcaJob job, Map<String, String> more) {
    var facts = new LinkedHashMap<>(more);
    facts.put("job", job.id().toString());
    log.append(
        new AuditEvent(type, job.official().toString(), job.request().toString(), facts, Map.of()));
  }
}
