package vn.antin.auth.approval;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.auth.Browser;
import vn.antin.auth.web.House;

/** One request for a signature by the sample application, and the browser it goes through. */
final class TestApproval {
  static final String CALLBACK = "http://localhost:9999/cb";
  static final String HASH = Sha256.digest("a".getBytes(StandardCharsets.UTF_8)).base64();
  static final String OTHER = Sha256.digest("b".getBytes(StandardCharsets.UTF_8)).base64();

  private static final String PARAMETERS = Sha256.digest(new byte[0]).base64();

  final String request = UUID.randomUUID().toString();
  final String credential = UUID.randomUUID().toString();
  final Browser browser;
  private final House house;
  private final JdbcClient jdbc;

  TestApproval(House house, JdbcClient jdbc) {
    this(house, jdbc, new Browser(house.issuer().toString()).with("Sec-Fetch-Site", "same-origin"));
  }

  TestApproval(House house, JdbcClient jdbc, Browser browser) {
    this.house = house;
    this.jdbc = jdbc;
    this.browser = browser;
  }

  /** The page for an official who is logged in. */
  HttpResponse<String> page() {
    return browser.follow(browser.get(authorize(HASH)));
  }

  /** The page that an official of this name lands on after having logged in. */
  HttpResponse<String> page(String official, String password) {
    HttpResponse<String> login = browser.get(authorize(HASH));
    HttpResponse<String> in = browser.logIn(Browser.location(login), official, password);
    return browser.follow(browser.follow(in));
  }

  HttpResponse<String> decide(HttpResponse<String> page, String action, String typed) {
    String id = parameter(page.uri().toString(), "id");
    return browser.post("/approval", Map.of("id", id, "action", action, "typed", typed));
  }

  String authorize(String hash) {
    String details =
        """
        [{"type":"urn:antin:rar:signature","requestID":"%s","credentialID":"%s","hashType":"SDR",
        "hashAlgorithmOID":"2.16.840.1.101.3.4.2.1","parametersDigest":"%s",
        "documentDigests":[{"hash":"%s","label":"nhãn của ứng dụng"}]}]\
        """
            .formatted(request, credential, PARAMETERS, hash);
    return authorize(Map.of("authorization_details", details));
  }

  /** A request for scope credential with these parameters. */
  String authorize(Map<String, String> more) {
    return "/oauth2/authorize?response_type=code&client_id=demo-app&scope=credential&state=s"
        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
        + "&redirect_uri="
        + encode(CALLBACK)
        + more.entrySet().stream()
            .map(each -> "&" + each.getKey() + "=" + encode(each.getValue()))
            .collect(Collectors.joining());
  }

  String description(String official, String hash) {
    UUID id =
        jdbc.sql("SELECT id FROM account WHERE username = :name")
            .param("name", official)
            .query(UUID.class)
            .single();
    return """
    {"id":"%s","client_id":"demo-app","credentialID":"%s","kind":"official","officialId":"%s",
     "certificate":{"subject":"CN=Nguyễn Văn A","serialNumber":"0A","issuer":"CN=CA",
       "validFrom":"2026-01-01T00:00:00Z","validTo":"2028-01-01T00:00:00Z"},
     "level":"PAdES-BASELINE-B","parametersDigest":"%s","reason":null,"location":null,
     "documents":[{"id":"%s","name":"Quyết định số 12.pdf","size":1000,"pages":2,"sha256":"%s"}]}
    """
        .formatted(request, credential, id, PARAMETERS, UUID.randomUUID(), hash);
  }

  int grants() {
    return jdbc.sql("SELECT count(*) FROM signing_grant WHERE request_id = :request")
        .param("request", UUID.fromString(request))
        .query(Integer.class)
        .single();
  }

  String token(String code) {
    return post(
        "/oauth2/token",
        "grant_type=authorization_code&code="
            + code
            + "&redirect_uri="
            + encode(CALLBACK)
            + "&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
  }

  String introspect(String token) {
    return post("/oauth2/introspect", "token=" + token);
  }

  String post(String path, String form) {
    String basic =
        Base64.getEncoder()
            .encodeToString("demo-app:demo-app-secret".getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(house.issuer() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", "Basic " + basic)
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    return HttpClient.newHttpClient()
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .join()
        .body();
  }

  static String value(String json, String name) {
    int start = json.indexOf("\"" + name + "\":\"") + name.length() + 4;
    return json.substring(start, json.indexOf('"', start));
  }

  static String parameter(String uri, String name) {
    String query = uri.substring(uri.indexOf('?') + 1);
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    throw new AssertionError("no " + name + " in " + uri);
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
