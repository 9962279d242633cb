package vn.antin.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.antin.standalone.HouseExtension;
import vn.antin.standalone.RunningHouse;

/**
 * A program of the CSC API asks by itself, the official approves in the browser of a phone with the
 * phone's own passkey, and the program signs what was approved and nothing else.
 */
@ExtendWith(HouseExtension.class)
final class PhoneApprovalEndToEndTest {
  private static final String OFFICIAL = "official0033";
  private static final String CALLBACK = "http://localhost:9999/cb";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String SHA_256 = "2.16.840.1.101.3.4.2.1";

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void programSignsTheHashThatTheOfficialApprovedOnThePhone(RunningHouse house) throws Exception {
    byte[] text = "Quyết định số 12".getBytes(UTF_8);
    String hash = base64(MessageDigest.getInstance("SHA-256").digest(text));
    String other = base64(MessageDigest.getInstance("SHA-256").digest(new byte[0]));
    try (Chromium chromium = Chromium.open()) {
      Page phone = chromium.page();
      phone.setViewportSize(390, 844);
      logInWithANewPasskey(phone, house);
      JsonObject credential = credential(phone, house);
      String id = credential.get("credentialID").getAsString();

      String machine = token(house, Map.of("grant_type", "client_credentials", "scope", "service"));
      JsonObject wish = new JsonObject();
      wish.addProperty("credentialID", id);
      wish.addProperty("numSignatures", 1);
      wish.add("hashes", array(hash));
      wish.addProperty("hashAlgorithmOID", SHA_256);
      wish.addProperty("description", "Quyết định 12");
      HttpResponse<String> asked = csc(house, machine, "credentials/authorize", wish);
      Assertions.assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
      JsonObject handle = json(asked);
      Assertions.assertThat(csc(house, machine, "credentials/authorizeCheck", handle).statusCode())
          .isEqualTo(202);

      phone.navigate(house.auth() + "/inbox");
      assertThat(phone.locator("main")).containsText("Quyết định 12");
      Look.at(phone, "phone-inbox");
      phone.locator("form[action^='/inbox/'] button[value=approve]").click();
      assertThat(phone).hasURL(Pattern.compile("/approval\\?id="));
      assertThat(phone.locator("main")).containsText("Quyết định 12");
      Assertions.assertThat(
              phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
          .as("fits a phone")
          .isEqualTo(true);
      Look.at(phone, "phone-approval");
      phone.locator("form[data-passkey] button").click();
      assertThat(phone).hasURL(Pattern.compile("/inbox\\?said=approved$"));

      String sad = activated(phone, house, machine, handle);
      JsonObject call = new JsonObject();
      call.addProperty("credentialID", id);
      call.addProperty("SAD", sad);
      call.add("hashes", array(other));
      call.addProperty("hashAlgorithmOID", SHA_256);
      call.addProperty("signAlgo", algorithm(credential));
      HttpResponse<String> refused = csc(house, machine, "signatures/signHash", call);
      Assertions.assertThat(refused.body()).contains("Hash is not authorized by the SAD");
      call.add("hashes", array(hash));
      HttpResponse<String> signed = csc(house, machine, "signatures/signHash", call);
      Assertions.assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
      String value = json(signed).getAsJsonArray("signatures").get(0).getAsString();

      Assertions.assertThat(verifies(certificate(credential), text, value)).isTrue();
      Assertions.assertThat(csc(house, machine, "signatures/signHash", call).statusCode())
          .as("a hash is signed once")
          .isEqualTo(400);
    }
  }

  private static void logInWithANewPasskey(Page phone, RunningHouse house) {
    CDPSession tools = phone.context().newCDPSession(phone);
    tools.send("WebAuthn.enable");
    JsonObject options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("ctap2Version", "ctap2_1");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    options.addProperty("automaticPresenceSimulation", true);
    JsonObject add = new JsonObject();
    add.add("options", options);
    tools.send("WebAuthn.addVirtualAuthenticator", add);
    phone.navigate(house.auth() + "/login");
    phone.locator("input[name=username]").fill(OFFICIAL);
    phone.locator("input[name=password]").fill(Desk.PASSWORD);
    phone.locator("input[name=password]").press("Enter");
    assertThat(phone.locator("input[name=password]")).hasCount(0);
    if (phone.locator("input[name=post]").count() > 0) {
      // Who holds several posts says which it is today.
      phone.locator("input[name=post]").first().check();
      phone.locator("main button[type=submit]").first().click();
    }
    assertThat(phone).hasURL(Pattern.compile("/account$"));
    phone.navigate(house.auth() + "/account/factors/passkey");
    phone.locator("input[name=pin]").fill("202611");
    phone.locator("form[data-passkey] button").click();
    assertThat(phone.locator("form[action$='/remove']")).hasCount(1);
  }

  /** The official's certificate, issued when they have none; described as the API does. */
  private JsonObject credential(Page phone, RunningHouse house) throws Exception {
    var back =
        phone.waitForRequest(
            Pattern.compile("^" + Pattern.quote(CALLBACK) + "\\?.*code="),
            () -> leave(phone, house));
    String code = back.url().replaceAll(".*[?&]code=([^&]*).*", "$1");
    String official =
        token(
            house,
            Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", CALLBACK,
                "code_verifier", VERIFIER));
    csc(house, official, "credentials/create", new JsonObject());
    HttpResponse<String> list = csc(house, official, "credentials/list", new JsonObject());
    JsonArray ids = json(list).getAsJsonArray("credentialIDs");
    Assertions.assertThat(ids).as(list.body()).isNotEmpty();
    JsonObject wanted = new JsonObject();
    wanted.addProperty("credentialID", ids.get(0).getAsString());
    wanted.addProperty("certificates", "single");
    JsonObject found = json(csc(house, official, "credentials/info", wanted));
    found.addProperty("credentialID", ids.get(0).getAsString());
    return found;
  }

  /** Nobody is at home at the application; where the browser is sent is enough. */
  private static void leave(Page phone, RunningHouse house) {
    try {
      phone.navigate(
          house.auth()
              + "/oauth2/authorize?"
              + form(
                  Map.of(
                      "response_type", "code",
                      "client_id", "demo-app",
                      "redirect_uri", CALLBACK,
                      "scope", "openid service",
                      "state", "s",
                      "nonce", "n",
                      "code_challenge", CHALLENGE,
                      "code_challenge_method", "S256")));
    } catch (com.microsoft.playwright.PlaywrightException e) {
      Assertions.assertThat(e.getMessage()).contains("ERR_CONNECTION_REFUSED");
    }
  }

  private String activated(Page phone, RunningHouse house, String machine, JsonObject handle) {
    AtomicReference<HttpResponse<String>> last = new AtomicReference<>();
    phone.waitForCondition(() -> {
      try {
        last.set(csc(house, machine, "credentials/authorizeCheck", handle));
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return last.get().statusCode() != 202;
    });
    Assertions.assertThat(last.get().statusCode()).as(last.get().body()).isEqualTo(200);
    return json(last.get()).get("SAD").getAsString();
  }

  private String token(RunningHouse house, Map<String, String> parameters) throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(house.auth() + "/oauth2/token"))
                .header(
                    "Authorization", "Basic " + base64("demo-app:demo-app-secret".getBytes(UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(parameters)))
                .build());
    return json(answer).get("access_token").getAsString();
  }

  private HttpResponse<String> csc(
      RunningHouse house, String token, String method, JsonObject parameters)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(house.signing() + "/csc/v2/" + method))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(parameters.toString()))
            .build());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String algorithm(JsonObject credential) {
    return credential.getAsJsonObject("key").getAsJsonArray("algo").get(0).getAsString();
  }

  private static X509Certificate certificate(JsonObject credential)
      throws GeneralSecurityException {
    String encoded =
        credential.getAsJsonObject("cert").getAsJsonArray("certificates").get(0).getAsString();
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(encoded)));
  }

  private static boolean verifies(X509Certificate certificate, byte[] text, String value)
      throws GeneralSecurityException {
    boolean curve = certificate.getPublicKey().getAlgorithm().equals("EC");
    Signature signature = Signature.getInstance(curve ? "SHA256withECDSA" : "SHA256withRSA");
    signature.initVerify(certificate);
    signature.update(text);
    return signature.verify(Base64.getDecoder().decode(value));
  }

  private static JsonArray array(String value) {
    JsonArray array = new JsonArray();
    array.add(value);
    return array;
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  private static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
