package vn.antin.standalone.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One official who signs by an application: uploads, is asked, approves with the PIN, has it signed
 * and fetches. Checks every answer. For one thread.
 */
final class SigningDesk implements AutoCloseable {
  /** Where each document gets a number of its own. */
  static final String NUMBER = "%000000";

  /** Tomcat takes 8 KB of a request's head, cookies among it. */
  private static final int LONGEST_ADDRESS = 2_000;

  private static final String SHA_256 = "2.16.840.1.101.3.4.2.1";
  private static final String PIN = "202611";
  private static final String VERIFIER = "0123456789abcdef0123456789abcdef0123456789abcdef";
  private static final Pattern ID =
      Pattern.compile("<input\\b[^>]*\\bname=\"id\"[^>]*\\bvalue=\"([^\"]+)\"");
  private static final Pattern SIGNED = Pattern.compile("\"signedDocumentId\"\\s*:\\s*\"([^\"]+)");
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

  private final Provider provider;
  private final String signing;
  private final Browser browser = new Browser();
  private final Wire toProvider = new Wire();
  private final Wire toSigning = new Wire();
  private final Map<String, String> access;
  private final String credential;

  /** Logs the official in and asks for the credential. */
  SigningDesk(Provider provider, URI signing, int user) throws IOException {
    this.provider = provider;
    this.signing = signing.toString();
    URI request = request(Map.of("scope", "openid profile email service"));
    Reply page = browser.walk(toProvider, request, provider.redirectUri());
    Reply back =
        browser.logIn(
            toProvider,
            request,
            page,
            provider.user(user),
            provider.password(),
            provider.redirectUri());
    this.access = bearer(token(back));
    this.credential =
        toSigning.send("GET", at("/credentials"), access, null).expect(200).member("id");
  }

  /** What it took, in nanoseconds: signing alone, and all of it. */
  record Took(long signing, long all) {}

  /** Has documents like this one signed under one approval, which takes no document twice. */
  Took sign(String pdf, int documents) throws IOException {
    long began = System.nanoTime();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < documents; i++) {
      ids.add(upload(toSigning, pdf, i));
    }
    Reply request = request(ids);
    String grant = approved(array(request, "authorizationDetails"));
    long asked = System.nanoTime();
    Reply signed =
        toSigning
            .send(
                "POST",
                at("/signature-requests/" + request.member("id") + "/sign"),
                bearer(grant),
                "")
            .expect(200);
    long answered = System.nanoTime();
    Matcher each = SIGNED.matcher(signed.body());
    int fetched = 0;
    for (; each.find(); fetched++) {
      Reply file =
          toSigning
              .send("GET", at("/documents/" + each.group(1) + "/content"), access, null)
              .expect(200);
      if (!file.body().startsWith("%PDF") || !file.body().contains("/ByteRange")) {
        throw file.wrong("no signed PDF");
      }
    }
    if (fetched != documents) {
      throw signed.wrong(fetched + " of " + documents + " documents are signed");
    }
    return new Took(answered - asked, System.nanoTime() - began);
  }

  /** Sends one document, with this number in it, over a connection of the caller's. */
  String upload(Wire wire, String pdf, int number) throws IOException {
    return wire.send(
            "POST",
            at("/documents?name=a.pdf"),
            with("application/pdf"),
            pdf.replaceFirst(NUMBER, "%%%06d".formatted(number)))
        .expect(201)
        .member("id");
  }

  /** Asks for one approval of these documents. */
  Reply request(List<String> ids) throws IOException {
    return toSigning
        .send(
            "POST",
            at("/signature-requests"),
            with("application/json"),
            "{\"credentialID\":\"%s\",\"documents\":[\"%s\"],\"level\":\"PAdES-BASELINE-B\"}"
                .formatted(credential, String.join("\",\"", ids)))
        .expect(201);
  }

  /** With the official's own token, for what is looked at and fetched. */
  Reply get(String path) throws IOException {
    return toSigning.send("GET", at(path), access, null).expect(200);
  }

  static String randomHash() {
    byte[] hash = new byte[32];
    ThreadLocalRandom.current().nextBytes(hash);
    return Base64.getEncoder().encodeToString(hash);
  }

  /** What an application asks that has made the hashes itself (CSC API v2.2). */
  String details(List<String> hashes) {
    return """
    [{"type":"https://cloudsignatureconsortium.org/2025/credential","credentialID":"%s",\
    "hashAlgorithmOID":"%s","documentDigests":[%s]}]\
    """
        .formatted(
            credential,
            SHA_256,
            hashes.stream()
                .map(hash -> "{\"hash\":\"" + hash + "\",\"label\":\"a.pdf\"}")
                .collect(Collectors.joining(",")));
  }

  /** Has hashes signed that this approval names. */
  void signHashes(Wire wire, String grant, String algorithm, List<String> hashes)
      throws IOException {
    Map<String, String> headers = new TreeMap<>(bearer(grant));
    headers.put("Content-Type", "application/json");
    Reply signed =
        wire.send(
                "POST",
                at("/csc/v2/signatures/signHash"),
                headers,
                """
                {"credentialID":"%s","hashes":["%s"],"hashAlgorithmOID":"%s","signAlgo":"%s"}\
                """
                    .formatted(credential, String.join("\",\"", hashes), SHA_256, algorithm))
            .expect(200);
    int values = array(signed, "signatures").split(",", -1).length;
    if (values != hashes.size()) {
      throw signed.wrong(values + " of " + hashes.size() + " hashes are signed");
    }
  }

  @Override
  public void close() {
    toProvider.close();
    toSigning.close();
  }

  /** The official sees the page and types the PIN; answers the token of the approval. */
  String approved(String details) throws IOException {
    Map<String, String> asked = Map.of("scope", "credential", "authorization_details", details);
    Reply page =
        browser
            .walk(
                toProvider,
                details.length() > LONGEST_ADDRESS ? pushed(asked) : request(asked),
                provider.redirectUri())
            .expect(200);
    Matcher id = ID.matcher(page.body());
    if (!id.find()) {
      throw page.wrong("no question");
    }
    Reply back =
        browser.post(
            toProvider,
            provider.authorization().resolve("/approval"),
            Map.of("id", id.group(1), "action", "approve", "typed", PIN),
            provider.redirectUri());
    return token(back);
  }

  private String token(Reply back) throws IOException {
    Matcher code = CODE.matcher(back.redirects() ? back.location() : "");
    if (!code.find()) {
      throw back.wrong("no code");
    }
    return toProvider
        .send(
            "POST",
            provider.token(),
            application(),
            Browser.form(
                Map.of(
                    "grant_type",
                    "authorization_code",
                    "code",
                    code.group(1),
                    "redirect_uri",
                    provider.redirectUri(),
                    "code_verifier",
                    VERIFIER)))
        .expect(200)
        .member("access_token");
  }

  /** What is too long for an address goes ahead of it (RFC 9126). */
  private URI pushed(Map<String, String> more) throws IOException {
    String pushed =
        toProvider
            .send(
                "POST",
                provider.token().resolve("par"),
                application(),
                Browser.form(parameters(more)))
            .expect(201)
            .member("request_uri");
    return URI.create(
        provider.authorization()
            + "?"
            + Browser.form(Map.of("client_id", provider.clientId(), "request_uri", pushed)));
  }

  private URI request(Map<String, String> more) {
    return URI.create(provider.authorization() + "?" + Browser.form(parameters(more)));
  }

  private Map<String, String> parameters(Map<String, String> more) {
    Map<String, String> parameters = new TreeMap<>(more);
    parameters.put("response_type", "code");
    parameters.put("client_id", provider.clientId());
    parameters.put("redirect_uri", provider.redirectUri());
    parameters.put("state", "s");
    parameters.put("nonce", "n");
    parameters.put("code_challenge", Client.challenge(VERIFIER));
    parameters.put("code_challenge_method", "S256");
    return parameters;
  }

  private Map<String, String> application() {
    String pair = provider.clientId() + ":" + provider.clientSecret();
    return Map.of(
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  private Map<String, String> with(String contentType) {
    Map<String, String> headers = new TreeMap<>(access);
    headers.put("Content-Type", contentType);
    return headers;
  }

  static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  URI at(String path) {
    return URI.create(signing + path);
  }

  /** A JSON array as it is written; the brackets in its texts are not counted. */
  static String array(Reply reply, String member) {
    String body = reply.body();
    int from = body.indexOf('[', body.indexOf("\"" + member + "\""));
    int depth = 0;
    boolean text = false;
    for (int i = from; i >= 0 && i < body.length(); i++) {
      char next = body.charAt(i);
      if (text && next == '\\') {
        i++;
      } else if (next == '"') {
        text = !text;
      } else if (!text && (next == '[' || next == ']')) {
        depth += next == '[' ? 1 : -1;
        if (depth == 0) {
          return body.substring(from, i + 1);
        }
      }
    }
    throw reply.wrong("no " + member);
  }
}
