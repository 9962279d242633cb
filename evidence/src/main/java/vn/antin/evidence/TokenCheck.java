package vn.antin.evidence;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import vn.antin.audit.json.Json;
import vn.antin.audit.proof.InclusionProof;
import vn.antin.evidence.EvidenceFile.TokenUse;

/** That a USB token's key signed, what it was given to sign, and that the log says the same. */
final class TokenCheck {
  private final TokenUse use;
  private final EvidenceFile file;
  private final Set<X509Certificate> anchors;
  private final LogCheck log;
  private final List<Finding> findings = new ArrayList<>();

  TokenCheck(
      TokenUse use,
      EvidenceFile file,
      Set<X509Certificate> anchors,
      LogCheck.Known signingService) {
    this.use = use;
    this.file = file;
    this.anchors = anchors;
    this.log = new LogCheck("signing-service", signingService);
  }

  List<Finding> findings() {
    byte[] value = file.signature().value();
    if (file.certificates().certificates().isEmpty() || value == null) {
      findings.add(Finding.broken("The signer's certificate or the token's value is missing"));
      return findings;
    }
    CertificateCheck certificate =
        new CertificateCheck(file.certificates(), file.signature().at(), anchors);
    signed(certificate, value);
    job();
    findings.addAll(certificate.findings());
    logged(value);
    findings.add(
        Finding.open(
            "The token's key signed: that its holder typed the PIN, and saw the document, only they can say"));
    return findings;
  }

  private void signed(CertificateCheck certificate, byte[] value) {
    try {
      byte[] digest = SignedAttributes.messageDigest(use.signedAttributes());
      Finding found = null;
      for (String each : List.of("SHA-256", "SHA-384", "SHA-512")) {
        found = certificate.value(value, Digests.of(each).digest(use.signedAttributes()), each);
        if (found.kind() == Finding.Kind.OK) {
          break;
        }
      }
      findings.add(
          found != null && found.kind() == Finding.Kind.OK
              ? Finding.ok(
                  "The certificate's key signed attributes with the digest %s of the content"
                      .formatted(HexFormat.of().formatHex(digest)))
              : Finding.broken("The certificate's key did not sign these attributes"));
    } catch (IllegalArgumentException e) {
      findings.add(Finding.broken("What the token signed cannot be read: " + e.getMessage()));
    }
  }

  private void job() {
    String jws = use.jws();
    if (jws == null) {
      findings.add(
          Finding.open(
              "Signed by a program that is not ours; --document tells whether it signed that content"));
      return;
    }
    try {
      JobText job = JobText.verified(jws);
      Json.Members document = job.document(file.signature().hash());
      Json.Members claims = job.claims();
      byte[] given = Base64.getDecoder().decode(document.text("bytes"));
      byte[] content = Base64.getDecoder().decode(document.text("contentDigest"));
      boolean same =
          MessageDigest.isEqual(given, use.signedAttributes())
              && MessageDigest.isEqual(content, SignedAttributes.messageDigest(given))
              && claims.members("official").text("id").equals(use.official().toString())
              && claims
                  .members("certificate")
                  .text("sha256")
                  .equals(HexFormat.of().formatHex(Digests.sha256(file.certificates().signer())));
      boolean early = file.signature().at().isBefore(Instant.ofEpochSecond(claims.whole("iat")));
      findings.add(
          same && !early
              ? Finding.ok(
                  "The job named this hash as \"%s\", the official %s and the certificate"
                      .formatted(document.text("name"), use.official()))
              : Finding.broken("The job was about something else than was signed"));
      row("agent-job.pulled", Map.of("job", use.job().toString(), "key", job.key()));
    } catch (IllegalArgumentException e) {
      findings.add(Finding.broken("The job cannot be believed: " + e.getMessage()));
    }
  }

  private void logged(byte[] value) {
    Map<String, String> started = new TreeMap<>();
    started.put("job", use.job().toString());
    started.put("hash", base64(file.signature().hash()));
    started.put("credential", use.credential().toString());
    started.put("valueHash", base64(Digests.sha256(value)));
    row("signature.started", started);
    Map<String, String> completed = new TreeMap<>();
    completed.put("job", use.job().toString());
    completed.put("hash", base64(file.signature().hash()));
    byte[] signedHash = file.signature().signedHash();
    if (signedHash != null) {
      completed.put("signedHash", base64(signedHash));
    }
    findings.addAll(
        log.expect(
            file.signing(), "signature.completed", official(), file.signature().at(), completed));
  }

  /** Of rows before the last the file says no time: their own counts. */
  private void row(String type, Map<String, String> facts) {
    Instant at =
        file.signing().stream()
            .map(InclusionProof::entry)
            .filter(entry -> entry.type().equals(type))
            .map(entry -> entry.at())
            .findFirst()
            .orElse(file.signature().at());
    if (at.isAfter(file.signature().at().plus(LogCheck.CLOCKS))) {
      findings.add(Finding.broken("The log says %s after the signature".formatted(type)));
    }
    findings.addAll(log.expect(file.signing(), type, official(), at, facts));
  }

  private String official() {
    return use.official().toString();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
