package vn.antin.csckit;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What anybody may ask: {@code info}. */
final class InfoChapter {
  private static final String CITES = "§3 info";
  private static final Set<String> METHODS =
      Set.of(
          "info",
          "auth/login",
          "auth/revoke",
          "credentials/list",
          "credentials/info",
          "credentials/authorize",
          "credentials/authorizeCheck",
          "credentials/getChallenge",
          "credentials/extendTransaction",
          "credentials/sendOTP",
          "credentials/create",
          "credentials/delete",
          "signatures/signHash",
          "signatures/signDoc",
          "signatures/signPolling",
          "signatures/timestamp",
          "oauth2/authorize",
          "oauth2/pushed_authorize",
          "oauth2/token",
          "oauth2/revoke");
  private static final Set<String> AUTH_TYPES =
      Set.of("external", "TLS", "basic", "digest", "oauth2code", "oauth2client");

  private final Session session;
  private final Answer info;

  InfoChapter(Session session) {
    this.session = session;
    this.info = session.info;
  }

  List<Expectation> expectations() {
    return List.of(
        new Expectation("§2", "info answers without a token", () -> info.is(200)),
        new Expectation(
            CITES, "specs, name, logo, region, lang, description are text", this::texts),
        new Expectation(CITES, "authType names known ways", this::authTypes),
        new Expectation(CITES, "oauth2 and oauth2Issuer exclude each other", this::issuer),
        new Expectation("§2", "methods names methods of the API alone", this::methods),
        new Expectation(CITES, "asynchronousOperationMode is true or false", this::asynchronous),
        new Expectation(CITES, "signAlgorithms.algos holds object identifiers", this::algorithms),
        new Expectation(CITES, "signature_formats.formats is of C, X, P, J", this::formats),
        new Expectation("§3 signDoc", "conformance_levels are Ades-B-B to -LTA", this::levels),
        new Expectation(CITES, "validationInfo is true or false", () -> truth("validationInfo")),
        new Expectation("§3 info v2.2", "oauth2Servers name a server each", this::servers),
        new Expectation("§3 info v2.2", "supportsRar is true or false", () -> truth("supportsRar")),
        new Expectation("§5", "supportedHashTypes is of SDR and DTBSR", this::hashTypes),
        new Expectation("§4", "what needs a token refuses without one", this::refusal));
  }

  private void texts() {
    List.of("specs", "name", "logo", "region", "lang", "description")
        .forEach(name -> Unmet.unless(!info.string(name).isBlank(), name + " is empty"));
  }

  private void authTypes() {
    among(info.strings("authType"), AUTH_TYPES, "authType");
  }

  private void issuer() {
    var types = info.strings("authType");
    var needed = types.contains("oauth2code") || types.contains("oauth2client");
    if (!needed) {
      throw new Expectation.NotAsked("no OAuth is offered");
    }
    Unmet.unless(
        info.has("oauth2") != info.has("oauth2Issuer"),
        "expected one of oauth2 and oauth2Issuer, found %s and %s"
            .formatted(info.body().get("oauth2"), info.body().get("oauth2Issuer")));
  }

  private void methods() {
    among(info.strings("methods"), METHODS, "methods");
  }

  private void asynchronous() {
    truth("asynchronousOperationMode");
  }

  private void truth(String name) {
    given(name);
    Answer.typed(info.body(), name, Boolean.class);
  }

  private void given(String name) {
    if (!info.has(name)) {
      throw new Expectation.NotAsked("info does not say " + name);
    }
  }

  private void algorithms() {
    if (!session.offers("signatures/signHash") && !session.offers("signatures/signDoc")) {
      given("signAlgorithms");
    }
    var algorithms =
        Answer.strings(Answer.typed(info.body(), "signAlgorithms", Map.class), "algos");
    Unmet.unless(!algorithms.isEmpty(), "algos is empty");
    algorithms.forEach(Identifiers::check);
  }

  private void formats() {
    given("signature_formats");
    among(
        Answer.strings(Answer.typed(info.body(), "signature_formats", Map.class), "formats"),
        Set.of("C", "X", "P", "J"),
        "formats");
  }

  private void levels() {
    given("conformance_levels");
    among(
        info.strings("conformance_levels"),
        Set.of("Ades-B-B", "Ades-B-T", "Ades-B-LT", "Ades-B-LTA"),
        "conformance_levels");
  }

  private void servers() {
    given("oauth2Servers");
    for (var each : Answer.typed(info.body(), "oauth2Servers", List.class)) {
      if (!(each instanceof Map<?, ?> server)) {
        throw new Unmet("expected objects in oauth2Servers, found " + Json.write(each));
      }
      Answer.typed(server, "label", String.class);
      among(Answer.strings(server, "authType"), AUTH_TYPES, "authType");
      Unmet.unless(
          server.containsKey("baseUri") != server.containsKey("issuerIdentifier"),
          "expected one of baseUri and issuerIdentifier, found " + Json.write(server));
    }
  }

  private void hashTypes() {
    given("supportedHashTypes");
    among(info.strings("supportedHashTypes"), Set.of("SDR", "DTBSR"), "supportedHashTypes");
  }

  private void refusal() throws java.io.IOException {
    if (!session.offers("credentials/list")) {
      throw new Expectation.NotAsked("info does not name credentials/list");
    }
    var answer = session.server.callWithoutToken("credentials/list", Map.of()).refuses();
    Unmet.unless(
        answer.status() == 400 || answer.status() == 401 || answer.status() == 403,
        "expected a refusal of the caller, found status " + answer.status());
  }

  private static void among(List<String> found, Set<String> known, String name) {
    Unmet.unless(!found.isEmpty(), name + " is empty");
    for (var each : found) {
      Unmet.unless(known.contains(each), name + " holds '" + each + "', which is not known");
    }
  }
}
