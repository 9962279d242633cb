package vn.antin.signing.evidence;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.antin.audit.InclusionProofs;
import vn.antin.audit.json.Json;
import vn.antin.audit.proof.InclusionProof;
import vn.antin.signing.authserver.AuthServer;
import vn.antin.signing.authserver.AuthServerUnreachable;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.Caller;

/** Makes evidence files. Thread-safe. */
final class EvidenceFiles {
  private static final String SCOPE = "agreement.read";

  private final EvidenceRepository repository;
  private final InclusionProofs proofs;
  private final AuthServer authServer;
  private final InstantSource time;

  EvidenceFiles(
      EvidenceRepository repository,
      InclusionProofs proofs,
      AuthServer authServer,
      InstantSource time) {
    this.repository = repository;
    this.proofs = proofs;
    this.authServer = authServer;
    this.time = time;
  }

  /**
   * The file about the latest signature over this hash, or whose signed document has it.
   *
   * @throws vn.antin.signing.problem.SigningException NOT_FOUND when the caller has none such,
   *     EVIDENCE_NOT_SEALED while the audit logs have not been sealed over it, IDENTITY_UNREACHABLE
   *     without auth-server
   */
  String make(byte[] hash, Caller caller) {
    var signature =
        repository
            .find(hash, caller)
            .orElseThrow(() -> Problem.NOT_FOUND.because("no such signature of the caller"));
    var agreement = agreement(signature);
    var row = sealed(signature);
    if (row.isEmpty() || agreement.memberItems("audit").isEmpty()) {
      throw Problem.EVIDENCE_NOT_SEALED.because("grant " + signature.grant() + " is not sealed");
    }
    Map<String, Json> file = new LinkedHashMap<>();
    file.put("format", new Json.Text("antin-evidence-v1"));
    file.put("madeAt", new Json.Text(time.instant().toString()));
    file.put("agreement", agreement);
    file.put("signature", signature(signature));
    file.put("certificate", certificate(signature));
    file.put("audit", new Json.Items(List.of(row.get().toJson())));
    return new Json.Members(file).toString();
  }

  private Json.Members agreement(SignatureEvidence signature) {
    try {
      return Json.parseMembers(
          authServer.get("/internal/grants/" + signature.grant() + "/agreement", SCOPE).toString());
    } catch (AuthServerUnreachable e) {
      throw Problem.IDENTITY_UNREACHABLE.because(String.valueOf(e.getMessage()), e);
    }
  }

  private Optional<InclusionProof> sealed(SignatureEvidence signature) {
    return repository.auditRow(signature, base64(signature.hash())).flatMap(proofs::ofEntry);
  }

  private static Json signature(SignatureEvidence signature) {
    Map<String, Json> json = new LinkedHashMap<>();
    json.put("hash", new Json.Text(base64(signature.hash())));
    json.put("at", new Json.Text(signature.at().toString()));
    json.put("signedHash", bytes(signature.signedHash()));
    json.put("value", bytes(signature.value()));
    return new Json.Members(json);
  }

  private Json certificate(SignatureEvidence signature) {
    Map<String, Json> json = new LinkedHashMap<>();
    json.put("chain", items(Arrays.asList(signature.certificates())));
    json.put("ocsp", items(repository.status(signature.credential(), signature.at())));
    return new Json.Members(json);
  }

  private static Json items(List<byte[]> all) {
    return new Json.Items(all.stream().<Json>map(each -> new Json.Text(base64(each))).toList());
  }

  private static Json bytes(byte @Nullable [] value) {
    return value == null ? Json.Literal.NULL : new Json.Text(base64(value));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
