package vn.antin.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.audit.json.Json;

/** The command, on files about signatures of USB tokens that are right in everything but one. */
final class TokenEvidenceTest {
  private static final Base64.Encoder BASE64 = Base64.getEncoder();
  private static final String SIGNED =
      "%PDF-1.7 /ByteRange [0 48 58 12] <<value>> <the value> %%EOF" + " and some more of it";

  @TempDir Path folder;

  private final TestEvidence parts = new TestEvidence();
  private final KeyPair jobKey = TestEvidence.p256();
  private final UUID job = UUID.randomUUID();
  private KeyPair signer = parts.authority.signer();
  private byte[] signed = SIGNED.getBytes(StandardCharsets.US_ASCII);
  private byte[] attributes = attributes(content(signed));
  private byte[] given = attributes;
  private byte[] named = parts.hash;
  private String keyInLog = thumbprint();
  private String signedType = "signature.started";
  private boolean brokenJob;
  private boolean ours = true;

  @Test
  void rightEvidenceHoldsAndSaysWhatItCannotTell() throws Exception {
    assertThat(verify())
        .contains("OK as far as it goes", "typed the PIN", "The job named this hash");
    assertThat(verify("--document", write(signed)))
        .contains("is the signed document", "The token signed the content")
        .doesNotContain("BROKEN");
  }

  @Test
  void whatAProgramThatIsNotOursSignedIsSaidToBeSo() throws Exception {
    ours = false;

    assertThat(verify()).contains("OK as far as it goes", "a program that is not ours");
  }

  @Test
  void valueOfAnotherKeyBreaksIt() throws Exception {
    signer = TestEvidence.p256();

    broken("did not sign these attributes");
  }

  @Test
  void jobThatIsForgedOrOfAnotherKeyBreaksIt() throws Exception {
    brokenJob = true;
    broken("its signature does not verify");
    brokenJob = false;
    keyInLog = "another";
    broken("No row of signing-service's log says agent-job.pulled");
  }

  @Test
  void jobAboutAnotherDocumentOrOtherBytesBreaksIt() throws Exception {
    named = Digests.sha256(new byte[] {9});
    broken("it does not name this hash");
    named = parts.hash;
    given = attributes(new byte[32]);
    broken("about something else than was signed");
  }

  @Test
  void documentThatTheTokenDidNotSignBreaksIt() throws Exception {
    attributes = attributes(new byte[32]);
    given = attributes;

    assertThat(verify("--document", write(signed)))
        .contains("BROKEN", "signed something else than the content");
  }

  @Test
  void logThatDoesNotSayThatItWasSpentBreaksIt() throws Exception {
    signedType = "signature.refused";

    broken("No row of signing-service's log says signature.started");
  }

  @Test
  void timeAndRowOtherThanTheLogSaysBreakIt() throws Exception {
    parts.signedAt = TestEvidence.AT.plus(Duration.ofHours(1));
    broken("the file says");
    parts.signedAt = TestEvidence.AT;
    parts.changedRow = true;
    broken("is not in its seal");
  }

  @Test
  void revokedCertificateBreaksIt() throws Exception {
    parts.ocsp = List.of(parts.authority.revoked(TestEvidence.AT));

    broken("does not hold at that time");
  }

  @Test
  void attributesThatAreNoneBreakIt() throws Exception {
    attributes = Arrays.copyOf(attributes, attributes.length - 1);
    given = attributes;

    broken("cannot be read");
  }

  private void broken(String words) throws IOException {
    assertThat(verify()).contains("BROKEN", words);
  }

  private String verify(String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("verify", write(text().getBytes(StandardCharsets.UTF_8))));
    arguments.addAll(
        List.of(
            "--anchor", pem(parts.authority.chain().get(1)),
            "--seal-certificate", pem(parts.authority.chain().getFirst())));
    arguments.addAll(List.of(more));
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int code = new CommandLine(out, out).run(arguments);
    String said = bytes.toString(StandardCharsets.UTF_8);
    assertThat(code)
        .as(said)
        .isEqualTo(said.contains("BROKEN") ? CommandLine.BROKEN : CommandLine.LEFT_OPEN);
    return said;
  }

  private String text() {
    byte[] value = TestEvidence.sign(signer, attributes);
    Map<String, Json> token = new LinkedHashMap<>();
    token.put("job", new Json.Text(job.toString()));
    token.put("official", new Json.Text(parts.official.toString()));
    token.put("credential", new Json.Text(parts.credential.toString()));
    if (ours) {
      token.put("jws", new Json.Text(jws()));
    }
    token.put("signedAttributes", TestEvidence.base64(attributes));
    Map<String, Json> signature = new LinkedHashMap<>();
    signature.put("hash", TestEvidence.base64(parts.hash));
    signature.put("at", new Json.Text(parts.signedAt.toString()));
    signature.put("signedHash", TestEvidence.base64(Digests.sha256(signed)));
    signature.put("value", TestEvidence.base64(value));
    Map<String, String> completed = new LinkedHashMap<>();
    completed.put("job", job.toString());
    completed.put("hash", BASE64.encodeToString(parts.hash));
    completed.put("signedHash", BASE64.encodeToString(Digests.sha256(signed)));
    Map<String, String> started = new LinkedHashMap<>();
    started.put("job", job.toString());
    started.put("hash", BASE64.encodeToString(parts.hash));
    started.put("credential", parts.credential.toString());
    started.put("valueHash", BASE64.encodeToString(Digests.sha256(value)));
    Map<String, Json> file = new LinkedHashMap<>();
    file.put("format", new Json.Text(EvidenceFile.FORMAT));
    file.put("token", new Json.Members(token));
    file.put("signature", new Json.Members(signature));
    file.put(
        "certificate",
        new Json.Members(
            Map.of(
                "chain", TestEvidence.items(parts.shown),
                "ocsp", TestEvidence.items(parts.ocsp))));
    file.put(
        "audit",
        new Json.Items(
            List.of(
                parts.row(
                    "agent-job.pulled",
                    TestEvidence.AT,
                    Map.of("job", job.toString(), "key", keyInLog)),
                parts.row(signedType, TestEvidence.AT, started),
                parts.row("signature.completed", TestEvidence.AT, completed))));
    return new Json.Members(file).toString();
  }

  private String jws() {
    Map<String, Json> header = new LinkedHashMap<>();
    header.put("alg", new Json.Text("ES256"));
    header.put("typ", new Json.Text("antin-sign-job+jwt"));
    header.put("jwk", jwk());
    Map<String, Json> document = new LinkedHashMap<>();
    document.put("name", new Json.Text("Quyết định 12.pdf"));
    document.put("sha256", TestEvidence.base64(named));
    document.put("contentDigest", TestEvidence.base64(digestIn(given)));
    document.put("bytes", TestEvidence.base64(given));
    Map<String, Json> claims = new LinkedHashMap<>();
    claims.put("iat", new Json.Numeral(TestEvidence.AT.minusSeconds(60).getEpochSecond()));
    claims.put("official", Json.Members.ofTexts(Map.of("id", parts.official.toString())));
    claims.put(
        "certificate",
        Json.Members.ofTexts(
            Map.of(
                "sha256", HexFormat.of().formatHex(Digests.sha256(parts.certificate.getFirst())))));
    claims.put("documents", new Json.Items(List.of(new Json.Members(document))));
    String text = url(new Json.Members(header)) + "." + url(new Json.Members(claims));
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(jobKey.getPrivate());
      signature.update((brokenJob ? text + "x" : text).getBytes(StandardCharsets.US_ASCII));
      return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String url(Json json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private Json jwk() {
    ECPublicKey key = (ECPublicKey) jobKey.getPublic();
    Map<String, Json> jwk = new LinkedHashMap<>();
    jwk.put("kty", new Json.Text("EC"));
    jwk.put("crv", new Json.Text("P-256"));
    jwk.put("x", new Json.Text(coordinate(key.getW().getAffineX())));
    jwk.put("y", new Json.Text(coordinate(key.getW().getAffineY())));
    return new Json.Members(jwk);
  }

  private String thumbprint() {
    ECPublicKey key = (ECPublicKey) jobKey.getPublic();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            Digests.sha256(
                "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
                    .formatted(
                        coordinate(key.getW().getAffineX()), coordinate(key.getW().getAffineY()))
                    .getBytes(StandardCharsets.UTF_8)));
  }

  private static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] all = new byte[32];
    int from = Math.max(0, bytes.length - 32);
    System.arraycopy(bytes, from, all, 32 - (bytes.length - from), bytes.length - from);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /** Content type and message digest, as the engine writes them. */
  private static byte[] attributes(byte[] digest) {
    try {
      return new DERSet(
              new ASN1Encodable[] {
                new Attribute(CMSAttributes.contentType, new DERSet(PKCSObjectIdentifiers.data)),
                new Attribute(CMSAttributes.messageDigest, new DERSet(new DEROctetString(digest)))
              })
          .getEncoded("DER");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] digestIn(byte[] attributes) {
    try {
      return SignedAttributes.messageDigest(attributes);
    } catch (IllegalArgumentException e) {
      return new byte[32];
    }
  }

  private static byte[] content(byte[] file) {
    return Digests.sha256(Arrays.copyOf(file, 48), Arrays.copyOfRange(file, 58, 70));
  }

  private String write(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(folder, "evidence", ".tmp"), content).toString();
  }

  private String pem(byte[] der) throws IOException {
    return write(
        ("-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END CERTIFICATE-----\n")
            .getBytes(StandardCharsets.UTF_8));
  }
}
