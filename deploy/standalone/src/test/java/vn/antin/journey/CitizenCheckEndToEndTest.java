package vn.antin.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.standalone.HouseExtension;
import vn.antin.standalone.RunningHouse;

/** A one-stop shop's result, from the official's inbox to the telephone of a citizen. */
@ExtendWith(HouseExtension.class)
final class CitizenCheckEndToEndTest {
  private static final String SIGNER = "official0001";
  private static final String TYPE = "Giấy phép xây dựng";
  private static final String DOSSIER = "H37.01-260701-0007";
  private static final Path RENDERER = Path.of("/usr/bin/pdftoppm");
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void citizenScansTheCodeAndSeesWhoSignedAndWhetherTheFileIsTheSignedOne(RunningHouse house)
      throws Exception {
    assumeThat(RENDERER).as("pdftoppm (package poppler-utils)").isExecutable();
    try (Chromium chromium = Chromium.open()) {
      handIn(house, Desk.of(chromium.page(), house, "official0003"));
      String name = sign(Desk.of(chromium.elsewhere(), house, SIGNER));
      Path signed = fetch(house);

      String address = code(picture(signed));
      assertThat(address).startsWith(house.admin() + "/kt/");

      Page telephone = chromium.elsewhere();
      telephone.setViewportSize(390, 844);
      telephone.navigate(address);
      assertThat(telephone.locator("#answer.ok")).isVisible();
      assertThat(telephone.locator("main")).containsText(name);
      assertThat(telephone.locator("main")).containsText(TYPE);
      assertThat(telephone.locator("form[action='/logout']")).hasCount(0);
      assertThat(telephone.locator("main").innerText()).doesNotContain(DOSSIER);
      Look.at(telephone, "desk-result");

      compare(telephone, signed);
      assertThat(telephone.locator("#compared.ok")).isVisible();
      compare(telephone, changed(signed));
      assertThat(telephone.locator("#compared.bad")).isVisible();

      telephone.navigate(address.substring(0, address.length() - 1) + "Z");
      assertThat(telephone.locator("main [role=alert]")).isVisible();
      Look.at(telephone, "desk-result-unknown");
    }
  }

  /** By the application, for the official whose id an administrator sees. */
  private void handIn(RunningHouse house, Desk desk) throws Exception {
    String official =
        found(
            "official=([0-9a-f-]{36})",
            String.valueOf(
                desk.open("/certificates/usb-tokens/code?q=" + SIGNER)
                    .main("a[href*='official=']")
                    .first()
                    .getAttribute("href")));
    String unit =
        found(
            "/units/([0-9a-f-]{36})",
            String.valueOf(
                desk.open("/units").main("a[href^='/units/']").first().getAttribute("href")));
    Path document = TestPdf.in(folder);
    String stored =
        found(
            "\"id\"\\s*:\\s*\"([^\"]+)\"",
            send(
                house,
                "/documents?name=ket-qua.pdf",
                "application/pdf",
                Files.readAllBytes(document)));
    String wish =
        """
        {"type": "%s", "unit": "%s", "title": "Kết quả một cửa",
         "documents": [{"documentId": "%s", "number": "7", "notation": "GPXD"}],
         "signers": [{"official": "%s", "reason": "Phê duyệt"}]}
        """
            .formatted(TYPE, unit, stored, official);
    assertThat(
            send(
                house,
                "/v1/dossiers/" + DOSSIER + "/results",
                "application/json",
                wish.getBytes(StandardCharsets.UTF_8)))
        .contains(house.admin() + "/kt/");
  }

  /** The official approves what waits in the inbox; answers the official's name. */
  private static String sign(Desk desk) {
    desk.open("/sign"); // the first look has the certificate issued
    Locator step = desk.main("tr:has-text('Kết quả một cửa') input[type=checkbox]").first();
    Instant limit = Instant.now().plus(LIMIT);
    desk.open("/inbox");
    while (step.count() == 0) {
      assertThat(Instant.now()).as("the step came").isBefore(limit);
      desk.page().waitForTimeout(500);
      desk.open("/inbox");
    }
    step.check();
    desk.send("/inbox/approvals");
    Page page = desk.page();
    page.locator("input[name=typed]").fill("202611");
    page.locator("button[name=action][value=approve]").click();
    assertThat(page.locator("#progress .notice.ok")).isVisible();
    return page.locator(".who-name").innerText();
  }

  /** The file as its last signer left it, once the request has ended. */
  private Path fetch(RunningHouse house) throws Exception {
    Instant limit = Instant.now().plus(LIMIT);
    String path = "/v1/dossiers/" + DOSSIER + "/results";
    String results = send(house, path, null, null);
    while (!results.contains("\"state\":\"completed\"")) {
      assertThat(Instant.now()).as(results).isBefore(limit);
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
      results = send(house, path, null, null);
    }
    String document = found("\"document\":\"([^\"]+)\"", results);
    Path signed = folder.resolve("ket-qua.pdf");
    var answer =
        http.send(
            request(house, "/documents/" + document + "/content").GET().build(),
            BodyHandlers.ofFile(signed));
    assertThat(answer.statusCode()).isEqualTo(200);
    PdfSig.assertSignedWhole(signed);
    return signed;
  }

  /** What a printer would put on paper. */
  private BufferedImage picture(Path pdf) throws IOException, InterruptedException {
    Path target = folder.resolve("page");
    Process process =
        new ProcessBuilder(
                RENDERER.toString(),
                "-r",
                "150",
                "-f",
                "1",
                "-l",
                "1",
                "-singlefile",
                "-png",
                pdf.toString(),
                target.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
    return ImageIO.read(folder.resolve("page.png").toFile());
  }

  private static String code(BufferedImage page) throws Exception {
    int[] points = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
    var source = new RGBLuminanceSource(page.getWidth(), page.getHeight(), points);
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
  }

  private static void compare(Page page, Path file) {
    page.locator("input[type=file]").setInputFiles(file);
    page.locator("form[enctype='multipart/form-data'] button[type=submit]").click();
  }

  /** One byte of its text is another. */
  private Path changed(Path signed) throws IOException {
    byte[] bytes = Files.readAllBytes(signed);
    bytes[bytes.length / 2] ^= 1;
    return Files.write(folder.resolve("sua-doi.pdf"), bytes);
  }

  private String send(
      RunningHouse house, String path, @Nullable String type, byte @Nullable [] body)
      throws Exception {
    HttpRequest.Builder request = request(house, path);
    if (type != null && body != null) {
      request.header("Content-Type", type).POST(BodyPublishers.ofByteArray(body));
    }
    var answer = http.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return answer.body();
  }

  private HttpRequest.Builder request(RunningHouse house, String path) throws Exception {
    String secret =
        Base64.getEncoder()
            .encodeToString("demo-app:demo-app-secret".getBytes(StandardCharsets.UTF_8));
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create(house.auth() + "/oauth2/token"))
                .header("Authorization", "Basic " + secret)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString("grant_type=client_credentials&scope=signing-request"))
                .build(),
            BodyHandlers.ofString());
    return HttpRequest.newBuilder(URI.create(house.signing() + path))
        .header(
            "Authorization",
            "Bearer " + found("\"access_token\"\\s*:\\s*\"([^\"]+)\"", answer.body()));
  }

  private static String found(String pattern, String text) {
    return Optional.of(Pattern.compile(pattern).matcher(text))
        .filter(java.util.regex.Matcher::find)
        .map(match -> match.group(1))
        .orElseThrow(() -> new AssertionError("no " + pattern + " in " + text));
  }
}
