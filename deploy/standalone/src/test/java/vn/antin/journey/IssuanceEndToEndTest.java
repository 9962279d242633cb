package vn.antin.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.standalone.HouseExtension;
import vn.antin.standalone.RunningHouse;

/** A decision on its way: an application asks, the chairman signs, the clerk numbers and seals. */
@ExtendWith(HouseExtension.class)
final class IssuanceEndToEndTest {
  private static final String TITLE = "Quyết định khen thưởng (phát hành)";
  private static final long PAUSE = Duration.ofMillis(500).toNanos();
  private static final Duration LONGEST = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void chairmanSignsAndClerkSealsWhatAnApplicationSent(RunningHouse house) throws Exception {
    Path issued = folder.resolve("issued.pdf");
    try (Chromium chromium = Chromium.open();
        Application application = new Application(house)) {
      Desk chairman = Desk.of(chromium.page(), house, "official0001");
      chairman.open("/sign");
      Desk clerk = Desk.of(chromium.elsewhere(), house, "official0002");
      clerk.open("/sign");
      String document = application.upload(TestPdf.in(folder));
      String request = application.ask(document);

      step(chairman).look("inbox-issuance-chairman");
      approve(chairman, house);

      step(clerk);
      assertThat(clerk.main("form[action$='/number']")).isVisible();
      assertThat(clerk.main("form[action='/inbox/approvals']")).hasCount(0);
      clerk.look("inbox-issuance-number");
      String number = clerk.main("input[name=number]").inputValue();
      clerk.send("/number");
      assertThat(clerk.main("dl.facts").first()).containsText("/QĐ-UBND");
      clerk.look("inbox-issuance-seal");
      approve(clerk, house);

      application.awaitCompleted(request);
      application.fetch(request, document, issued);
      clerk.open("/inbox/registers").look("inbox-register");
      assertThat(clerk.main("tbody tr").first()).containsText(TITLE);
      Assertions.assertThat(Integer.parseInt(number)).isPositive();
    }
    PdfSig.assertHolds(issued, 2);
  }

  /** Opens the step once it is in the inbox and nothing is in its way. */
  private static Desk step(Desk desk) {
    long end = System.nanoTime() + LONGEST.toNanos();
    desk.open("/inbox");
    while (desk.main("tbody tr a:has-text('" + TITLE + "')").count() == 0) {
      Assertions.assertThat(System.nanoTime()).as("the step came").isLessThan(end);
      LockSupport.parkNanos(PAUSE);
      desk.open("/inbox");
    }
    return desk.follow(desk.main("tbody tr a:has-text('" + TITLE + "')").first());
  }

  private static void approve(Desk desk, RunningHouse house) {
    desk.main("form[action='/inbox/approvals'] button").first().click();
    assertThat(desk.page()).hasURL(Pattern.compile("^" + house.auth() + "/approval"));
    desk.page().locator("input[name=typed]").fill("202611");
    desk.page().locator("button[name=action][value=approve]").click();
    assertThat(desk.page()).hasURL(Pattern.compile("^" + house.admin() + "/inbox/approvals/"));
  }

  /** A document management system, which has nothing but HTTP. */
  private static final class Application implements AutoCloseable {
    private final RunningHouse house;
    private final HttpClient http = HttpClient.newHttpClient();

    Application(RunningHouse house) {
      this.house = house;
    }

    String upload(Path pdf) throws Exception {
      return member(
          send(
              to("/documents?name=" + URLEncoder.encode("Quyết định.pdf", StandardCharsets.UTF_8))
                  .header("Content-Type", "application/pdf")
                  .POST(BodyPublishers.ofFile(pdf))),
          "id");
    }

    String ask(String document) throws Exception {
      String json =
          """
          {"title": "%s", "profile": "issuance",
           "documents": [{"documentId": "%s"}],
           "issuance": {"unit": "%s", "type": "QĐ", "notation": "QĐ-UBND", "form": {
             "locality": "Tỉnh Mẫu",
             "leader": {"page": 1, "corner": "bottom-right", "x": 30, "y": 40}}},
           "signers": [
             {"official": "%s", "reason": "Phê duyệt"},
             {"official": "%s", "credential": "seal", "unit": "%3$s"}]}
          """
              .formatted(TITLE, document, id("unit:H99"), id("official:1"), id("official:2"));
      return member(
          send(
              to("/v1/signing-requests")
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(json))),
          "id");
    }

    void awaitCompleted(String request) throws Exception {
      long end = System.nanoTime() + LONGEST.toNanos();
      String now = "";
      while (!now.contains("\"state\":\"completed\"")) {
        Assertions.assertThat(System.nanoTime()).as(now).isLessThan(end);
        LockSupport.parkNanos(PAUSE);
        now = send(to("/v1/signing-requests/" + request).GET());
      }
    }

    void fetch(String request, String document, Path into) throws Exception {
      HttpResponse<byte[]> answer =
          http.send(
              to("/v1/signing-requests/" + request + "/documents/" + document + "/content")
                  .GET()
                  .build(),
              BodyHandlers.ofByteArray());
      Assertions.assertThat(answer.statusCode()).isEqualTo(200);
      Files.write(into, answer.body());
    }

    private HttpRequest.Builder to(String path) throws Exception {
      return HttpRequest.newBuilder(URI.create(house.signing() + path))
          .header("Authorization", "Bearer " + token());
    }

    private String token() throws Exception {
      String basic =
          Base64.getEncoder()
              .encodeToString("demo-app:demo-app-secret".getBytes(StandardCharsets.UTF_8));
      return member(
          send(
              HttpRequest.newBuilder(URI.create(house.auth() + "/oauth2/token"))
                  .header("Authorization", "Basic " + basic)
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(
                      BodyPublishers.ofString(
                          "grant_type=client_credentials&scope=signing-request"))),
          "access_token");
    }

    private String send(HttpRequest.Builder request) throws Exception {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IOException(answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    }

    private static String member(String json, String name) {
      return json.replaceAll("(?s)^.*?\"" + name + "\"\\s*:\\s*\"([^\"]+)\".*$", "$1");
    }

    /** The sample's ids are made of names. */
    private static UUID id(String name) throws Exception {
      byte[] hash =
          MessageDigest.getInstance("MD5")
              .digest(("antin-sample:" + name).getBytes(StandardCharsets.UTF_8));
      String hex = HexFormat.of().formatHex(hash);
      return UUID.fromString(hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    }

    @Override
    public void close() {
      http.close();
    }
  }
}
