package vn.antin.signing.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
   *     EVIDENCE_BY_ORDER when no official approved it, EVIDENCE_NOT_SEALED while the audit logs
   *     have not been sealed over it, IDENTITY_UNREACHABLE without auth-server
   */
  String make(byte[] hash, Caller caller) {
    if (caller instanceof Caller.Machine && repository.byOrder(hash, caller)) {
      throw Problem.EVIDENCE_BY_ORDER.because("a standing order signed; nobody approved it");
    }
    var signature =
        repository
            .find(hash, caller)
            .orElseThrow(() -> Problem.NOT_FOUND.because("no such signature of the caller"));
    var official = signature.byTokenOf();
    return official == null ? approved(signature) : byToken(signature, official);
  }

  private String approved(SignatureEvidence signature) {
    var agreement = agreement(signature);
    var row =
        proof(
            signature,
            "signature.completed",
            Map.of("grant", signature.grant().toString(), "hash", base64(signature.hash())));
    if (agreement.memberItems("audit").isEmpty()) {
      throw Problem.EVIDENCE_NOT_SEALED.because("grant " + signature.grant() + " is not sealed");
    }
    return file("agreement", agreement, signature, signature.value(), List.of(row));
  }

  /** The token's value is the proof; auth-server knows of no agreement. */
  private String byToken(SignatureEvidence signature, UUID official) {
    var token =
        repository
            .token(signature)
            .orElseThrow(() -> Problem.NOT_FOUND.because("no job of this signature was kept"));
    var job = signature.grant().toString();
    var facts = Map.of("job", job, "hash", base64(signature.hash()));
    var rows = new ArrayList<InclusionProof>();
    if (token.jws() != null) {
      rows.add(proof(signature, "agent-job.pulled", Map.of("job", job)));
    }
    rows.add(proof(signature, "signature.started", facts));
    rows.add(proof(signature, "signature.completed", facts));
    Map<String, Json> json = new LinkedHashMap<>();
    json.put("job", new Json.Text(job));
    json.put("official", new Json.Text(official.toString()));
    json.put("credential", new Json.Text(signature.credential().toString()));
    json.put("jws", token.jws() == null ? Json.Literal.NULL : new Json.Text(token.jws()));
    json.put("signedAttributes", new Json.Text(base64(given(token, signature))));
    return file("token", new Json.Members(json), signature, token.value(), rows);
  }

  private static byte[] given(TokenValue token, SignatureEvidence signature) {
    var attributes = token.signedAttributes();
    var jws = token.jws();
    if (attributes != null || jws == null) {
      return attributes == null ? new byte[0] : attributes;
    }
    var claims = new String(Base64.getUrlDecoder().decode(jws.split("\\.", -1)[1]), UTF_8);
    return Json.parseMembers(claims).memberItems("documents").stream()
        .filter(each -> each.text("sha256").equals(base64(signature.hash())))
        .map(each -> Base64.getDecoder().decode(each.text("bytes")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("a job that does not name its document"));
  }

  private String file(
      String ground,
      Json about,
      SignatureEvidence signature,
      byte @Nullable [] value,
      List<InclusionProof> rows) {
    Map<String, Json> file = new LinkedHashMap<>();
    file.put("format", new Json.Text("antin-evidence-v1"));
    file.put("madeAt", new Json.Text(time.instant().toString()));
    file.put(ground, about);
    file.put("signature", signature(signature, value));
    file.put("certificate", certificate(signature));
    file.put("audit", new Json.Items(rows.stream().<Json>map(InclusionProof::toJson).toList()));
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

  private InclusionProof proof(
      SignatureEvidence signature, String type, Map<String, String> facts) {
    return repository
        .auditRow(signature, type, facts)
        .flatMap(proofs::ofEntry)
        .orElseThrow(() ->
            Problem.EVIDENCE_NOT_SEALED.because(
                type + " of " + signature.grant() + " is not sealed"));
  }

  private static Json signature(SignatureEvidence signature, byte @Nullable [] value) {
    Map<String, Json> json = new LinkedHashMap<>();
    json.put("hash", new Json.Text(base64(signature.hash())));
    json.put("at", new Json.Text(signature.at().toString()));
    json.put("signedHash", bytes(signature.signedHash()));
    json.put("value", bytes(value));
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
