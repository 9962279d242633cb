package vn.antin.evidence;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.antin.audit.json.Json;
import vn.antin.audit.proof.Entry;
import vn.antin.audit.proof.InclusionProof;
import vn.antin.audit.proof.MerkleTree;
import vn.antin.audit.proof.RootSignature;
import vn.antin.audit.proof.Seal;
import vn.antin.audit.proof.SealHead;

/** An evidence file about one signature, made from scratch, with one thing after another wrong. */
final class TestEvidence {
  static final Instant AT = Instant.parse("2026-11-20T02:00:00Z");
  static final String ORIGIN = "https://dangnhap.tinh.vn";
  static final byte[] DOCUMENT = "văn bản".getBytes(StandardCharsets.UTF_8);
  static final byte[] SIGNED = "văn bản đã ký".getBytes(StandardCharsets.UTF_8);

  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  final TestAuthority authority = new TestAuthority();
  final KeyPair passkey = p256();
  final UUID passkeyId = UUID.randomUUID();
  final UUID official = UUID.randomUUID();
  final UUID grant = UUID.randomUUID();
  final UUID credential = UUID.randomUUID();
  final byte[] random = new byte[32];

  List<byte[]> hashes = List.of(Digests.sha256(DOCUMENT), Digests.sha256(new byte[] {1}));
  List<byte[]> certificate = authority.chain();
  List<byte[]> shown = certificate;
  Instant signedAt = AT;
  byte[] hash = Digests.sha256(DOCUMENT);
  String origin = ORIGIN;
  int flags = 0x05;
  Instant registered = AT.minus(Duration.ofDays(30));
  Instant removed = Instant.MAX;
  boolean otherChallenge;
  boolean changedRow;
  boolean withoutPasskey;
  List<byte[]> ocsp = List.of(authority.good(AT));

  /** The file's text. */
  String text() {
    Map<String, Json> file = new LinkedHashMap<>();
    file.put("format", new Json.Text(EvidenceFile.FORMAT));
    file.put("agreement", agreement());
    Map<String, Json> signature = new LinkedHashMap<>();
    signature.put("hash", base64(hash));
    signature.put("at", new Json.Text(signedAt.toString()));
    signature.put("signedHash", base64(Digests.sha256(SIGNED)));
    file.put("signature", new Json.Members(signature));
    file.put(
        "certificate",
        new Json.Members(
            Map.of(
                "chain", items(shown),
                "ocsp", items(ocsp))));
    file.put(
        "audit",
        new Json.Items(
            List.of(
                row(
                    "signature.completed",
                    AT,
                    Map.of(
                        "grant", grant.toString(),
                        "hash", BASE64.encodeToString(hash),
                        "certificate",
                            HexFormat.of().formatHex(Digests.sha256(certificate.getFirst())),
                        "signedHash", BASE64.encodeToString(Digests.sha256(SIGNED)))))));
    return new Json.Members(file).toString();
  }

  private Json agreement() {
    Map<String, Json> json = new LinkedHashMap<>();
    json.put("at", new Json.Text(AT.minusSeconds(60).toString()));
    json.put("method", new Json.Text(withoutPasskey ? "pin" : "passkey"));
    json.put("random", base64(random));
    json.put("encoding", base64(encoding()));
    if (!withoutPasskey) {
      json.put("passkey", assertion());
    }
    json.put(
        "passkeyHistory",
        new Json.Items(List.of(event("registered", registered), event("removed", removed))));
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("grant", grant.toString());
    facts.put("credential", credential.toString());
    facts.put("client", "mot-cua");
    facts.put("challenge", BASE64.encodeToString(challenge()));
    facts.put("method", withoutPasskey ? "pin" : "passkey");
    facts.put("key", BASE64.encodeToString(Digests.sha256(attested())));
    json.put(
        "audit", new Json.Items(List.of(row("approval.approved", AT.minusSeconds(60), facts))));
    return new Json.Members(json);
  }

  private Json event(String event, Instant at) {
    Instant when = at.equals(Instant.MAX) ? AT.plus(Duration.ofDays(9)) : at;
    return Json.Members.ofTexts(
        Map.of(
            "passkey", passkeyId.toString(),
            "event", event,
            "key", BASE64.encodeToString(Digests.sha256(attested())),
            "at", when.toString()));
  }

  private Json assertion() {
    byte[] answered = otherChallenge ? new byte[32] : challenge();
    byte[] client =
        "{\"type\":\"webauthn.get\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
            .formatted(Base64.getUrlEncoder().withoutPadding().encodeToString(answered), origin)
            .getBytes(StandardCharsets.UTF_8);
    byte[] data =
        ByteBuffer.allocate(37)
            .put(Digests.sha256("tinh.vn".getBytes(StandardCharsets.UTF_8)))
            .put((byte) flags)
            .putInt(7)
            .array();
    return Json.Members.ofTexts(
        Map.of(
            "id", passkeyId.toString(),
            "attested", BASE64.encodeToString(attested()),
            "authenticatorData", BASE64.encodeToString(data),
            "clientData", BASE64.encodeToString(client),
            "signature", BASE64.encodeToString(sign(passkey, data, Digests.sha256(client)))));
  }

  private byte[] challenge() {
    return Digests.sha256(GrantRecord.VERSION, random, encoding());
  }

  byte[] encoding() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      field(out, GrantRecord.VERSION);
      field(out, bytes(grant));
      field(out, bytes(official));
      field(out, "mot-cua".getBytes(StandardCharsets.UTF_8));
      field(out, bytes(credential));
      field(out, bytes(credential));
      field(out, "SDR".getBytes(StandardCharsets.UTF_8));
      field(out, "2.16.840.1.101.3.4.2.1".getBytes(StandardCharsets.UTF_8));
      field(out, new byte[32]);
      field(out, number(AT.plusSeconds(300).getEpochSecond()));
      field(out, number(hashes.size()));
      for (byte[] each : hashes) {
        field(out, each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  Json row(String type, Instant at, Map<String, String> facts) {
    UUID log = UUID.randomUUID();
    List<Entry> rows =
        List.of(
            new Entry(1, at, "login.succeeded", null, null, Map.of(), Map.of()),
            new Entry(2, at, type, official.toString(), "object", facts, Map.of()),
            new Entry(3, at, "logout", null, null, Map.of(), Map.of()));
    Seal seal = Seal.over(log, 1, SealHead.genesis(log), at.plusSeconds(5), rows);
    Entry shown = rows.get(1);
    if (changedRow) {
      shown = new Entry(2, at.plusSeconds(1), type, official.toString(), "object", facts, Map.of());
    }
    return new InclusionProof(
            shown,
            1,
            MerkleTree.path(seal.leaves(), 1),
            seal.head(),
            new RootSignature(
                sign(authority.signer(), seal.head().root().bytes()), authority.chain().getFirst()))
        .toJson();
  }

  /** AAGUID, id and COSE key of an ES256 passkey, as authenticators write them. */
  private byte[] attested() {
    ECPublicKey key = (ECPublicKey) passkey.getPublic();
    byte[] id = {1, 2, 3, 4};
    return ByteBuffer.allocate(16 + 2 + id.length + 77)
        .put(new byte[16])
        .putShort((short) id.length)
        .put(id)
        .put(new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32})
        .put(coordinate(key.getW().getAffineX()))
        .put(new byte[] {0x22, 0x58, 32})
        .put(coordinate(key.getW().getAffineY()))
        .array();
  }

  private static byte[] coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] all = new byte[32];
    int from = Math.max(0, bytes.length - 32);
    System.arraycopy(bytes, from, all, 32 - (bytes.length - from), bytes.length - from);
    return all;
  }

  static KeyPair p256() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] sign(KeyPair key, byte[]... parts) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key.getPrivate());
      for (byte[] part : parts) {
        signature.update(part);
      }
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static Json items(List<byte[]> all) {
    return new Json.Items(all.stream().<Json>map(TestEvidence::base64).toList());
  }

  static Json base64(byte[] bytes) {
    return new Json.Text(BASE64.encodeToString(bytes));
  }

  private static void field(DataOutputStream out, byte[] value) throws IOException {
    out.writeInt(value.length);
    out.write(value);
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static byte[] number(long value) {
    return ByteBuffer.allocate(8).putLong(value).array();
  }
}
