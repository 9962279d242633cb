package vn.antin.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.standalone.Antin;
import vn.antin.standalone.HouseExtension;
import vn.antin.standalone.RunningHouse;

/** What applications ask to be signed is approved in the inbox, many documents by one gesture. */
@ExtendWith(HouseExtension.class)
final class BatchApprovalEndToEndTest {
  private static final int REQUESTS = 3;
  private static final int EACH = 20;
  private static final Duration LONGEST = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void sixtyDocumentsAreSignedByOneTouchOfAPasskey(RunningHouse house) throws Exception {
    try (Chromium chromium = Chromium.open();
        SampleApplication application = new SampleApplication(house)) {
      Desk desk = Desk.of(chromium.page(), house, "official0012");
      passkey(desk.page(), house);
      desk.open("/sign"); // the first look has the certificate issued
      byte[] pdf = Files.readAllBytes(TestPdf.in(folder));
      Map<String, List<String>> asked = new LinkedHashMap<>();
      for (int request = 0; request < REQUESTS; request++) {
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
          documents.add(
              application.upload(
                  "Giấy mời %d-%d.pdf".formatted(request, i), unlike(pdf, request * EACH + i)));
        }
        asked.put(
            application.ask("Giấy mời đợt " + request, SampleApplication.official(12), documents),
            documents);
      }

      inbox(desk, "Giấy mời đợt", REQUESTS);
      desk.follow(desk.main("a[data-all]"));
      assertThat(desk.main("input[name=steps]:checked")).hasCount(REQUESTS);
      desk.look("inbox-chosen");
      desk.main("form[action='/inbox/approvals'] button").first().click();
      assertThat(desk.page()).hasURL(Pattern.compile("^" + house.auth() + "/approval"));
      assertThat(desk.page().locator("form[data-passkey] button")).isVisible();
      desk.look("approval-batch");
      desk.page().locator("form[data-passkey] button").click();
      assertThat(desk.page()).hasURL(Pattern.compile("^" + house.admin() + "/inbox/approvals/"));
      assertThat(desk.main("#progress .notice.ok")).isVisible();
      desk.look("inbox-batch-signed");

      for (Map.Entry<String, List<String>> request : asked.entrySet()) {
        application.awaitCompleted(request.getKey());
        for (String document : request.getValue()) {
          PdfSig.assertSignedWhole(
              application.fetch(request.getKey(), document, folder.resolve(document + ".pdf")));
        }
      }
      desk.open("/inbox/done");
      assertThat(desk.main("tbody tr")).hasCount(REQUESTS);
    }
  }

  @Test
  void theApplicationOfTheDocumentationGetsItsFileSigned(RunningHouse house) throws Exception {
    try (Chromium chromium = Chromium.open()) {
      Desk desk = Desk.of(chromium.page(), house, "official0013");
      desk.open("/sign");
      Files.copy(TestPdf.in(folder), folder.resolve("letter.pdf"));
      Path output = folder.resolve("output");
      ProcessBuilder program =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  Antin.home().resolve("docs/examples/RequestSignature.java").toString(),
                  "letter.pdf",
                  SampleApplication.official(13).toString(),
                  "Công văn số 12")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      program
          .environment()
          .putAll(
              Map.of(
                  "AUTH",
                  house.auth(),
                  "SIGN",
                  house.signing(),
                  "CLIENT_ID",
                  SampleApplication.CLIENT,
                  "CLIENT_SECRET",
                  SampleApplication.SECRET));
      Process running = program.start();
      try {
        inbox(desk, "Công văn số 12", 1);
        desk.follow(desk.main("tbody tr a:has-text('Công văn số 12')").first());
        desk.main("form[action='/inbox/approvals'] button").first().click();
        assertThat(desk.page()).hasURL(Pattern.compile("^" + house.auth() + "/approval"));
        desk.page().locator("input[name=typed]").fill("202611");
        desk.page().locator("button[name=action][value=approve]").click();
        assertThat(desk.page()).hasURL(Pattern.compile("^" + house.admin() + "/inbox/approvals/"));
        Assertions.assertThat(running.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
      } finally {
        running.destroyForcibly();
      }
      Assertions.assertThat(Files.readString(output, StandardCharsets.UTF_8))
          .contains("Signed: letter-signed.pdf");
    }
    PdfSig.assertSignedWhole(folder.resolve("letter-signed.pdf"));
  }

  /** Reloads until so many steps wait with nothing in their way. */
  private static void inbox(Desk desk, String title, int steps) {
    long end = System.nanoTime() + LONGEST.toNanos();
    desk.open("/inbox");
    while (desk.main("tbody tr:has-text('" + title + "') input[name=steps]").count() < steps) {
      Assertions.assertThat(System.nanoTime()).as("steps came").isLessThan(end);
      desk.page().waitForTimeout(500);
      desk.open("/inbox");
    }
  }

  /** The same pages in a file with another hash: white space may follow a PDF's end. */
  private static byte[] unlike(byte[] pdf, int number) {
    byte[] other = Arrays.copyOf(pdf, pdf.length + number + 1);
    Arrays.fill(other, pdf.length, other.length, (byte) '\n');
    return other;
  }

  /** Builds a fingerprint reader into the tab's browser and registers it. */
  private static void passkey(Page page, RunningHouse house) {
    CDPSession tools = page.context().newCDPSession(page);
    JsonObject enable = new JsonObject();
    enable.addProperty("enableUI", false);
    tools.send("WebAuthn.enable", enable);
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
    page.navigate(house.auth() + "/account/factors/passkey");
    page.locator("input[name=pin]").fill("202611");
    page.locator("form[data-passkey] button").click();
    assertThat(page.locator("form[action$='/remove']")).hasCount(1);
  }
}
