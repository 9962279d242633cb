package vn.antin.signing.request;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.grant.ApprovedGrant;
import vn.antin.signing.grant.Attempt;
import vn.antin.signing.grant.RequestId;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.signature.SignatureOutcome;

/** The audit rows of signing; each joins the transaction of the state it speaks of. */
final class SigningTrail {
  private final AuditLog log;

  SigningTrail(AuditLog log) {
    this.log = log;
  }

  void reserved(ApprovedGrant grant, List<Sha256> hashes) {
    append(
        "signature.reserved",
        grant.official(),
        grant.request(),
        Map.of(
            "grant", grant.id().toString(),
            "client", grant.clientId(),
            "credential", grant.credential().toString(),
            "hashes", hashes.stream().map(Sha256::base64).collect(Collectors.joining(" "))));
  }

  void started(Attempt attempt, Collection<Sha256> hashes, OfficialId official) {
    log.append(
        hashes.stream()
            .map(hash ->
                event("signature.started", official, attempt.request(), facts(attempt, hash)))
            .toList());
  }

  /**
   * With the certificate, so that evidence can name no other.
   *
   * @param signed what was made, by the hash that was approved
   */
  void completed(
      Attempt attempt,
      Map<Sha256, SignatureOutcome.Signed> signed,
      OfficialId official,
      Credential credential) {
    var certificate = Certificates.fingerprint(credential.certificate());
    log.append(
        signed.entrySet().stream()
            .map(each -> {
              var facts = facts(attempt, each.getKey());
              facts.put("certificate", certificate);
              facts.put("signedHash", each.getValue().hash().base64());
              facts.put("level", each.getValue().reached().text());
              return event("signature.completed", official, attempt.request(), facts);
            })
            .toList());
  }

  void postponed(Attempt attempt, Sha256 hash, OfficialId official) {
    append("signature.postponed", official, attempt.request(), facts(attempt, hash));
  }

  void unprepared(Attempt attempt, Sha256 hash, OfficialId official, Problem problem) {
    var facts = facts(attempt, hash);
    facts.put("problem", problem.code());
    append("signature.postponed", official, attempt.request(), facts);
  }

  void unknown(Attempt attempt, Sha256 hash, OfficialId official, String detail) {
    var facts = facts(attempt, hash);
    facts.put("detail", detail);
    append("signature.unknown", official, attempt.request(), facts);
  }

  /**
   * Of approvals only: a token that approves nothing leaves no row, or anyone could fill the log.
   */
  void refused(RequestId request, ApprovedGrant grant, Problem problem) {
    append(
        "signature.refused",
        grant.official(),
        request,
        Map.of("grant", grant.id().toString(), "problem", problem.code()));
  }

  private static Map<String, String> facts(Attempt attempt, Sha256 hash) {
    var facts = new LinkedHashMap<String, String>();
    facts.put("grant", attempt.grant().toString());
    facts.put("attempt", attempt.id().toString());
    facts.put("hash", hash.base64());
    return facts;
  }

  private void append(
      String type, OfficialId official, RequestId request, Map<String, String> facts) {
    log.append(event(type, official, request, facts));
  }

  private static AuditEvent event(
      String type, OfficialId official, RequestId request, Map<String, String> facts) {
    return new AuditEvent(type, official.toString(), request.toString(), facts, Map.of());
  }
}
