package vn.antin.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;

/** Makes jobs as the server does, or as somebody who would like to be one. */
final class TestJobServer implements AutoCloseable {
  static final String ID = "J".repeat(43);
  static final String SECRET = "S".repeat(43);

  private final HttpServer http;
  private final Path folder;
  private final Map<String, String> claims = new TreeMap<>();
  private final List<byte[]> documents = new ArrayList<>();
  final Map<Integer, byte[]> values = new TreeMap<>();
  final List<String> ends = new CopyOnWriteArrayList<>();
  int pulls;
  int posts;
  KeyPair key = key();
  volatile String refusal = "";

  TestJobServer(Path folder) throws IOException {
    this.folder = folder;
    this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/agent/jobs/", this::answer);
    http.start();
  }

  static KeyPair key() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  String link() {
    return "antin-sign://127.0.0.1:" + http.getAddress().getPort() + "/" + ID;
  }

  /** The file of servers, with the key as it is now. */
  Path pinned() throws IOException {
    return Files.writeString(
        folder.resolve("servers"), "# máy chủ\n" + url() + " " + thumbprint(key) + "\n");
  }

  @Override
  public void close() {
    http.stop(0);
  }

  /** A job of so many documents, valid now, with this certificate. */
  TestJobServer job(int count, String certificate, String algorithm, Instant now) {
    documents.clear();
    values.clear();
    claims.clear();
    claims.put("v", "1");
    claims.put("iss", quoted(url()));
    claims.put("jti", quoted(ID));
    claims.put("iat", Long.toString(now.getEpochSecond()));
    claims.put("exp", Long.toString(now.getEpochSecond() + 900));
    claims.put("official", "{\"id\":\"1\",\"name\":\"Nguyễn Văn An\"}");
    claims.put(
        "certificate", "{\"sha256\":" + quoted(certificate) + ",\"subject\":\"CN=Nguyễn Văn An\"}");
    claims.put("keys", "[" + quoted(thumbprint(key)) + "]");
    List<String> items = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      byte[] digest = sha256(("nội dung " + number).getBytes(StandardCharsets.UTF_8));
      byte[] bytes = attributes(digest, HexFormat.of().parseHex(certificate));
      documents.add(bytes);
      items.add(document(number, digest, bytes, algorithm));
    }
    claims.put("documents", "[" + String.join(",", items) + "]");
    return this;
  }

  TestJobServer with(String claim, String value) {
    claims.put(claim, value);
    return this;
  }

  /** Puts one document in place of all. */
  TestJobServer document(byte[] digest, byte[] bytes, String algorithm) {
    return with("documents", "[" + document(0, digest, bytes, algorithm) + "]");
  }

  private static String document(int number, byte[] digest, byte[] bytes, String algorithm) {
    return Printing.object(
        "\"number\":" + number,
        "\"name\":" + quoted("Quyết định " + number + ".pdf"),
        "\"pages\":2",
        "\"size\":1000",
        "\"sha256\":" + base64(sha256(digest)),
        "\"algorithm\":" + quoted(algorithm),
        "\"contentDigest\":" + base64(digest),
        "\"bytes\":" + base64(bytes));
  }

  byte[] bytes(int number) {
    return documents.get(number);
  }

  byte[] value(int number) {
    byte[] value = values.get(number);
    if (value == null) {
      throw new AssertionError("no value was brought for " + number);
    }
    return value;
  }

  static byte[] attributes(byte[] digest, byte[] certificate, ASN1Encodable... more) {
    ASN1EncodableVector all = new ASN1EncodableVector();
    all.add(new Attribute(CMSAttributes.contentType, new DERSet(CMSObjectIdentifiers.data)));
    all.add(new Attribute(CMSAttributes.messageDigest, new DERSet(new DEROctetString(digest))));
    all.add(
        new Attribute(
            PKCSObjectIdentifiers.id_aa_signingCertificateV2,
            new DERSet(
                new DERSequence(
                    new DERSequence(new DERSequence(new DEROctetString(certificate)))))));
    Arrays.stream(more).forEach(all::add);
    try {
      return new DERSet(all).getEncoded("DER");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (path.endsWith("/end")) {
      ends.add(JsonText.member(body, "because").orElseThrow());
      exchange.sendResponseHeaders(204, -1);
    } else if (path.endsWith("/signatures")) {
      posts++;
      say(exchange, 200, taken(body));
    } else {
      pulls++;
      say(
          exchange,
          200,
          Printing.object("\"job\":" + quoted(jws(key)), "\"secret\":" + quoted(SECRET)));
    }
    exchange.close();
  }

  private String taken(String body) {
    List<String> results = new ArrayList<>();
    for (String each : body.substring(body.indexOf('[')).split("\\},", -1)) {
      int number = Integer.parseInt(each.replaceAll("(?s).*\"number\":([0-9]+).*", "$1"));
      values.put(number, Base64.getDecoder().decode(JsonText.member(each, "value").orElseThrow()));
      results.add(
          refusal.isEmpty()
              ? "{\"number\":" + number + ",\"state\":\"signed\",\"problem\":null}"
              : "{\"number\":"
                  + number
                  + ",\"state\":\"refused\",\"problem\":\""
                  + refusal
                  + "\"}");
    }
    return "{\"signatures\":[" + String.join(",", results) + "]}";
  }

  private static void say(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** The job, signed by this key. */
  String jws(KeyPair by) {
    ECPublicKey point = (ECPublicKey) by.getPublic();
    String header =
        Printing.object(
            "\"alg\":\"ES256\"",
            "\"typ\":\"antin-sign-job+jwt\"",
            "\"kid\":" + quoted(thumbprint(by)),
            "\"jwk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":"
                + quoted(coordinate(point.getW().getAffineX()))
                + ",\"y\":"
                + quoted(coordinate(point.getW().getAffineY()))
                + "}");
    String payload =
        claims.entrySet().stream()
            .map(each -> quoted(each.getKey()) + ":" + each.getValue())
            .collect(Collectors.joining(",", "{", "}"));
    String signed =
        url64(header.getBytes(StandardCharsets.UTF_8))
            + "."
            + url64(payload.getBytes(StandardCharsets.UTF_8));
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(by.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + url64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String thumbprint(KeyPair key) {
    ECPublicKey point = (ECPublicKey) key.getPublic();
    return url64(
        sha256(
            ("{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\""
                    + coordinate(point.getW().getAffineX())
                    + "\",\"y\":\""
                    + coordinate(point.getW().getAffineY())
                    + "\"}")
                .getBytes(StandardCharsets.US_ASCII)));
  }

  private static String coordinate(java.math.BigInteger value) {
    byte[] signed = value.toByteArray();
    byte[] fixed = new byte[32];
    int length = Math.min(32, signed.length);
    System.arraycopy(signed, signed.length - length, fixed, 32 - length, length);
    return url64(fixed);
  }

  private static String url64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String base64(byte[] bytes) {
    return quoted(Base64.getEncoder().encodeToString(bytes));
  }

  static String quoted(String text) {
    return Printing.quoted(text);
  }
}
