package vn.antin.signing.agent;

import java.util.LinkedHashMap;
import java.util.Map;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.document.Sha256;

/** The audit rows of jobs; each joins the transaction of the state it speaks of. */
final class JobTrail {
  private final AuditLog log;

  JobTrail(AuditLog log) {
    this.log = log;
  }

  void made(Job job, int documents) {
    append(
        "agent-job.made",
        job,
        Map.of(
            "client", job.clientId(),
            "credential", job.credential().toString(),
            "documents", Integer.toString(documents)));
  }

  void pulled(Job job, String key) {
    append("agent-job.pulled", job, Map.of("key", key));
  }

  void ended(Job job, String because) {
    append("agent-job.ended", job, Map.of("because", because));
  }

  /** A value came, and is no signature over what was prepared. */
  void refused(Job job, Sha256 hash, String why) {
    append("signature.refused", job, Map.of("hash", hash.base64(), "problem", why));
  }

  /** From now on the document is spent. */
  void started(Job job, Sha256 hash, byte[] value) {
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

  void completed(Job job, Sha256 hash, Sha256 signedHash) {
    append(
        "signature.completed",
        job,
        Map.of("hash", hash.base64(), "signedHash", signedHash.base64()));
  }

  void unknown(Job job, Sha256 hash, String detail) {
    append("signature.unknown", job, Map.of("hash", hash.base64(), "detail", detail));
  }

  private void append(String type, Job job, Map<String, String> more) {
    var facts = new LinkedHashMap<>(more);
    facts.put("job", job.id().toString());
    log.append(
        new AuditEvent(type, job.official().toString(), job.request().toString(), facts, Map.of()));
  }
}
