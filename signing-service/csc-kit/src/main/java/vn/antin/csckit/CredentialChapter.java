package vn.antin.csckit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code credentials/list} and {@code credentials/info}. */
final class CredentialChapter {
  private static final String LIST = "credentials/list";
  private static final String INFO = "credentials/info";
  private static final String CITES_LIST = "§3 credentials/list";
  private static final String CITES_INFO = "§3 credentials/info";

  private final Session session;

  CredentialChapter(Session session) {
    this.session = session;
  }

  List<Expectation> expectations() {
    return List.of(
        new Expectation(CITES_LIST, "credentialIDs is an array of text", this::list),
        new Expectation(CITES_LIST, "clientData and lang are taken", this::clientData),
        new Expectation(CITES_LIST, "credentialInfo tells each of them", this::infos),
        new Expectation(CITES_LIST, "onlyValid leaves out what cannot sign", this::onlyValid),
        new Expectation("§4", "certificates of another type is refused", this::wrongType),
        new Expectation(CITES_INFO, "key tells status, algo and len", this::key),
        new Expectation(CITES_INFO, "cert.status is one of four", this::status),
        new Expectation(CITES_INFO, "certificates none, single and chain differ", this::chain),
        new Expectation(CITES_INFO, "certInfo is what the certificate says", this::certInfo),
        new Expectation(CITES_INFO, "auth.mode is explicit or oauth2code", this::auth),
        new Expectation(CITES_INFO, "SCAL is 1 or 2, multisign a number", this::scal),
        new Expectation("§4", "a missing credentialID is refused in known words", this::missing),
        new Expectation("§4", "a credentialID that is a number is refused", this::number),
        new Expectation("§4", "an unknown credentialID is refused in known words", this::unknown));
  }

  private Answer listing(Map<String, ?> parameters) throws IOException {
    return session.call(LIST, session.listing(parameters));
  }

  private Answer info(Map<String, ?> parameters) throws IOException {
    session.needs(INFO);
    var all = new HashMap<String, Object>(parameters);
    all.put("credentialID", session.credential());
    return session.call(INFO, all).is(200);
  }

  private void list() throws IOException {
    listing(Map.of()).is(200).strings("credentialIDs");
  }

  private void clientData() throws IOException {
    listing(Map.of("clientData", "csc-kit", "lang", "en")).is(200);
  }

  private void infos() throws IOException {
    var answer = listing(Map.of("credentialInfo", true, "certificates", "single")).is(200);
    var ids = answer.strings("credentialIDs");
    var told =
        infosOf(answer).stream()
            .map(each -> Answer.typed(each, "credentialID", String.class))
            .toList();
    Unmet.unless(
        Set.copyOf(ids).equals(Set.copyOf(told)),
        "expected credentialInfos of " + ids + ", found " + told);
  }

  private static List<Map<?, ?>> infosOf(Answer answer) {
    var infos = new java.util.ArrayList<Map<?, ?>>();
    for (var each : Answer.typed(answer.body(), "credentialInfos", List.class)) {
      if (!(each instanceof Map<?, ?> info)) {
        throw new Unmet("expected objects in credentialInfos, found " + Json.write(each));
      }
      infos.add(info);
    }
    return infos;
  }

  private void onlyValid() throws IOException {
    var all = listing(Map.of()).is(200).strings("credentialIDs");
    var answer = listing(Map.of("onlyValid", true, "credentialInfo", true)).is(200);
    Unmet.unless(
        all.containsAll(answer.strings("credentialIDs")), "more is listed than without onlyValid");
    for (var each : infosOf(answer)) {
      Unmet.unless(
          "enabled".equals(Answer.typed(each, "key", Map.class).get("status"))
              && "valid".equals(Answer.typed(each, "cert", Map.class).get("status")),
          "listed all the same: " + each.get("credentialID"));
    }
  }

  private void wrongType() throws IOException {
    listing(Map.of("certificates", 1)).refuses(400, "invalid_request");
  }

  private void key() throws IOException {
    var key = Answer.typed(info(Map.of()).body(), "key", Map.class);
    among(Answer.typed(key, "status", String.class), "enabled", "disabled");
    var algorithms = Answer.strings(key, "algo");
    Unmet.unless(!algorithms.isEmpty(), "algo is empty");
    algorithms.forEach(Identifiers::check);
    Unmet.unless(Answer.typed(key, "len", Long.class) > 0, "len is not above zero");
    if (key.get("curve") != null) {
      Identifiers.check(Answer.typed(key, "curve", String.class));
    }
  }

  private void status() throws IOException {
    among(
        Answer.typed(certificate(Map.of()), "status", String.class),
        "valid",
        "expired",
        "revoked",
        "suspended");
  }

  private Map<?, ?> certificate(Map<String, ?> parameters) throws IOException {
    return Answer.typed(info(parameters).body(), "cert", Map.class);
  }

  private void chain() throws IOException {
    Unmet.unless(
        certificate(Map.of("certificates", "none")).get("certificates") == null,
        "certificates came though none were wanted");
    var single = Answer.strings(certificate(Map.of("certificates", "single")), "certificates");
    Unmet.unless(single.size() == 1, "expected one certificate, found " + single.size());
    var chain = Answer.strings(certificate(Map.of("certificates", "chain")), "certificates");
    Unmet.unless(
        chain.getFirst().equals(single.getFirst()), "the chain begins with another certificate");
    for (var i = 1; i < chain.size(); i++) {
      Unmet.unless(
          decoded(chain.get(i - 1))
              .getIssuerX500Principal()
              .equals(decoded(chain.get(i)).getSubjectX500Principal()),
          "certificate " + i + " of the chain did not issue the one before it");
    }
  }

  private void certInfo() throws IOException {
    var told = certificate(Map.of("certificates", "single", "certInfo", true));
    var real = decoded(Answer.strings(told, "certificates").getFirst());
    for (var name : List.of("issuerDN", "subjectDN", "validFrom", "validTo")) {
      Unmet.unless(!Answer.typed(told, name, String.class).isBlank(), name + " is empty");
    }
    var serial = Answer.typed(told, "serialNumber", String.class);
    try {
      Unmet.unless(
          new BigInteger(serial, 16).equals(real.getSerialNumber()),
          "the certificate has another serial number than " + serial);
    } catch (NumberFormatException e) {
      throw new Unmet("expected a hexadecimal serialNumber, found '" + serial + "'");
    }
  }

  private static X509Certificate decoded(String base64) {
    try {
      var bytes = Base64.getDecoder().decode(base64);
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(bytes));
    } catch (CertificateException | IllegalArgumentException e) {
      throw new Unmet("expected a certificate in base64, found '" + base64 + "'");
    }
  }

  private void auth() throws IOException {
    var auth = Answer.typed(info(Map.of("authInfo", true)).body(), "auth", Map.class);
    among(Answer.typed(auth, "mode", String.class), "explicit", "oauth2code");
  }

  private void scal() throws IOException {
    var answer = info(Map.of());
    if (answer.has("SCAL")) {
      among(answer.string("SCAL"), "1", "2");
    }
    Unmet.unless(
        Answer.typed(answer.body(), "multisign", Long.class) > 0, "multisign is not above zero");
  }

  private void missing() throws IOException {
    session
        .call(INFO, Map.of())
        .refuses(400, "invalid_request")
        .saying("Missing (or invalid type) string parameter credentialID");
  }

  private void number() throws IOException {
    session.call(INFO, Map.of("credentialID", 7)).refuses(400, "invalid_request");
  }

  private void unknown() throws IOException {
    session
        .call(INFO, Map.of("credentialID", "no-such-credential"))
        .refuses(400, "invalid_request")
        .saying("Invalid parameter credentialID");
  }

  private static void among(String found, String... known) {
    Unmet.unless(
        List.of(known).contains(found), "expected " + List.of(known) + ", found '" + found + "'");
  }
}
