package vn.antin.csckit;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What signs, as far as it can be asked without signing anything; and time-stamps. */
final class SignatureChapter {
  private static final String HASH = "signatures/signHash";
  private static final String DOCUMENT = "signatures/signDoc";
  private static final String POLLING = "signatures/signPolling";
  private static final String STAMP = "signatures/timestamp";
  private static final String SHA_256 = "2.16.840.1.101.3.4.2.1";
  private static final String ECDSA = "1.2.840.10045.4.3.2";

  private final Session session;

  SignatureChapter(Session session) {
    this.session = session;
  }

  List<Expectation> expectations() {
    return List.of(
        new Expectation("§4", "signHash without SAD is refused in known words", this::noSad),
        new Expectation("§4", "signHash with an invented SAD is refused", this::inventedSad),
        new Expectation("§4", "signHash without a token is refused", this::noToken),
        new Expectation("§4", "signDoc without SAD is refused", this::document),
        new Expectation("§4", "signDoc with an invented SAD is refused", this::documentInventedSad),
        new Expectation("§4", "signDoc without a token is refused", this::documentNoToken),
        new Expectation("§3 info", "info says in which formats signDoc signs", this::formats),
        new Expectation("§3 signPolling", "an unknown requestID is refused", this::polling),
        new Expectation("§4", "signPolling without requestID is refused", this::noRequest),
        new Expectation("§3 info", "who answers later is asked by signPolling", this::later),
        new Expectation("§4", "signHash to be answered later needs a SAD too", this::laterNoSad),
        new Expectation("§3 timestamp", "a hash is stamped", this::stamp),
        new Expectation("§4", "a hash of another length is refused", this::shortHash));
  }

  private static byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(new byte[] {1, 2, 3});
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private Map<String, Object> signing() throws IOException {
    session.needs(HASH);
    return Map.of(
        "credentialID",
        session.credential(),
        "hashes",
        List.of(Base64.getEncoder().encodeToString(hash())),
        "hashAlgorithmOID",
        SHA_256,
        "signAlgo",
        ECDSA);
  }

  private void noSad() throws IOException {
    session
        .call(HASH, signing())
        .refuses(400, "invalid_request")
        .saying("Missing (or invalid type) string parameter SAD");
  }

  private void inventedSad() throws IOException {
    var parameters = new HashMap<>(signing());
    parameters.put("SAD", "no-such-sad");
    session.call(HASH, parameters).refuses();
  }

  private void noToken() throws IOException {
    var parameters = signing();
    session.server.callWithoutToken(HASH, parameters).refuses();
  }

  private void document() throws IOException {
    session.call(DOCUMENT, signingDocument()).refuses();
  }

  private Map<String, Object> signingDocument() throws IOException {
    session.needs(DOCUMENT);
    return Map.of(
        "credentialID",
        session.credential(),
        "documents",
        List.of(Map.of("document", "AQID", "signature_format", "C", "signAlgo", ECDSA)));
  }

  private void documentInventedSad() throws IOException {
    var parameters = new HashMap<>(signingDocument());
    parameters.put("SAD", "no-such-sad");
    session.call(DOCUMENT, parameters).refuses();
  }

  private void documentNoToken() throws IOException {
    session.server.callWithoutToken(DOCUMENT, signingDocument()).refuses();
  }

  private void formats() {
    if (!session.offers(DOCUMENT)) {
      throw new Expectation.NotAsked("info does not name " + DOCUMENT);
    }
    var formats = Answer.typed(session.info.body(), "signature_formats", Map.class);
    Unmet.unless(!Answer.strings(formats, "formats").isEmpty(), "formats is empty");
    Unmet.unless(!session.info.strings("conformance_levels").isEmpty(), "no conformance_levels");
  }

  private void later() {
    if (!Boolean.TRUE.equals(session.info.body().get("asynchronousOperationMode"))) {
      throw new Expectation.NotAsked("nothing is answered later");
    }
    Unmet.unless(
        session.offers(POLLING), "asynchronousOperationMode is true, info names no " + POLLING);
  }

  private void laterNoSad() throws IOException {
    if (!Boolean.TRUE.equals(session.info.body().get("asynchronousOperationMode"))) {
      throw new Expectation.NotAsked("nothing is answered later");
    }
    var parameters = new HashMap<>(signing());
    parameters.put("operationMode", "A");
    session.call(HASH, parameters).refuses();
  }

  private void noRequest() throws IOException {
    session
        .call(POLLING, Map.of())
        .refuses(400, "invalid_request")
        .saying("Missing (or invalid type) string parameter requestID");
  }

  private void polling() throws IOException {
    session.call(POLLING, Map.of("requestID", "no-such-request")).refuses(400, "invalid_request");
  }

  private void stamp() throws IOException {
    var hash = hash();
    var answer =
        session
            .call(
                STAMP,
                Map.of("hash", Base64.getEncoder().encodeToString(hash), "hashAlgo", SHA_256))
            .is(200);
    try {
      var token = HexFormat.of().formatHex(Base64.getDecoder().decode(answer.string("timestamp")));
      Unmet.unless(token.startsWith("30"), "the time-stamp is not DER");
      Unmet.unless(
          token.contains(HexFormat.of().formatHex(hash)), "the time-stamp is of another hash");
    } catch (IllegalArgumentException e) {
      throw new Unmet("expected the time-stamp in base64, found '" + e.getMessage() + "'");
    }
  }

  private void shortHash() throws IOException {
    session
        .call(STAMP, Map.of("hash", "AAAA", "hashAlgo", SHA_256))
        .refuses(400, "invalid_request");
  }
}
