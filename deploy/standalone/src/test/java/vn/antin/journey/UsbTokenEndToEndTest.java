package vn.antin.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Locator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.journey.UsbToken.Run;
import vn.antin.journey.UsbToken.Typed;
import vn.antin.standalone.HouseExtension;
import vn.antin.standalone.OutsideAuthority;
import vn.antin.standalone.OutsideAuthority.Certified;
import vn.antin.standalone.RunningHouse;

/** An official's USB token: registered with the administrator's code, and signed with. */
@ExtendWith(HouseExtension.class)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the program script is another one elsewhere")
final class UsbTokenEndToEndTest {
  private static final String HOLDER = "official0011";

  /** Well-formed, and nobody's. */
  private static final String NO_CODE = "PYNP-ZEY0-938N-KRKA-YDXW-0J6H-B7P8";

  private static final String NOT_USABLE = "Mã đăng ký không dùng được";

  @TempDir Path folder;

  @Test
  void holderRegistersAUsbTokenWithTheAdministratorsCodeAndSignsWithIt(RunningHouse house)
      throws Exception {
    UsbToken.need();
    assumeThat(house.outside()).as("a house that trusts the test's authority").isPresent();
    try (Chromium chromium = Chromium.open()) {
      Desk desk = Desk.of(chromium.page(), house, "official0003");
      desk.open("/certificates/usb-tokens/code?q=" + HOLDER);
      desk.follow(desk.main("a[href*='official=']").first());
      String name = desk.main("dl.facts b").first().innerText();
      String holder =
          String.valueOf(desk.main("a[href^='/accounts/']").first().getAttribute("href"));
      String code = code(desk);
      Certified own = house.outside().orElseThrow().certify(name);
      Certified other = house.outside().orElseThrow().certify(name);
      UsbToken token =
          UsbToken.in(folder.resolve("token"), own.key().getPrivate(), own.certificate());
      UsbToken forged =
          UsbToken.in(folder.resolve("forged"), other.key().getPrivate(), own.certificate());

      Run unknown = token.register(house.signing(), answers(NO_CODE));
      assertThat(unknown.exitCode()).as(unknown.text()).isEqualTo(4);
      assertThat(unknown.text()).contains("Máy chủ từ chối: " + NOT_USABLE);

      Run notItsKey = forged.register(house.signing(), answers(code));
      assertThat(notItsKey.exitCode()).as(notItsKey.text()).isEqualTo(1);
      assertThat(notItsKey.text()).contains("Trong token không có khóa của chứng thư số này");
      assertThat(sentWithAnotherKey(house, code, own, other))
          .contains("Chữ ký của USB Token không đúng");

      Run registered = token.register(house.signing(), answers(code));
      assertThat(registered.exitCode()).as(registered.text()).isZero();
      assertThat(registered.text())
          .contains(name, OutsideAuthority.NAME, "Đã đăng ký chứng thư số")
          .doesNotContain(UsbToken.PIN);

      Run again = token.register(house.signing(), answers(code));
      assertThat(again.exitCode()).as(again.text()).isEqualTo(4);
      assertThat(again.text()).contains(NOT_USABLE);

      String page =
          "/certificates/" + registered.text().replaceAll("(?s).*Mã hồ sơ: (\\S+).*", "$1");
      seen(desk.open(holder), page, name);
      signs(Desk.of(chromium.elsewhere(), house, HOLDER), house, token);
      desk.open(page + "/revoke").choose("reason", "superseded");
      desk.main("input[name=confirm]").check();
      desk.send("/revoke").done();
    }
  }

  /** The code as the page shows it, once. */
  private static String code(Desk desk) {
    desk.send("/usb-tokens/code").look("admin-certificate-usb-token-code");
    return desk.main("code.copy").first().innerText();
  }

  private static List<Typed> answers(String code) {
    return List.of(
        new Typed("Mã đăng ký do quản trị viên cấp: ", code),
        new Typed("Gõ \"có\" để đồng ý: ", "có"),
        new Typed("Mã PIN của token \"usb\": ", UsbToken.PIN));
  }

  /** From the official's own page to the certificate, which is known to be theirs. */
  private static void seen(Desk desk, String page, String name) {
    desk.follow("/certificates?q=" + HOLDER);
    assertThat(desk.main("a[href='" + page + "']")).containsText(name);
    desk.follow(page).look("admin-certificate-usb-token-proved");
    assertThat(desk.main("h1").first()).containsText(name);
    assertThat(desk.page().locator("main")).containsText(OutsideAuthority.NAME);
  }

  /** The page makes a link, the agent that it opens signs, and the page knows. */
  private void signs(Desk desk, RunningHouse house, UsbToken token) throws Exception {
    desk.open("/sign");
    desk.main("input[type=file]").setInputFiles(TestPdf.in(folder));
    desk.main("form[enctype='multipart/form-data'] button[type=submit]").click();
    desk.main("input[name=credential][value^='usb-token:']").check();
    desk.main("form[action$='/approve'] button").click();
    desk.main("form[action^='/usb-token/'] button").click();
    Locator open = desk.main("a[href^='antin-sign:']");
    assertThat(open).isVisible();
    desk.look("usb-token-link");
    Run signed =
        token.sign(
            house.signing(),
            String.valueOf(open.getAttribute("href")),
            List.of(
                new Typed("Gõ \"ký\" để ký các văn bản này: ", "ký"),
                new Typed("Mã PIN của token \"usb\": ", UsbToken.PIN)));
    assertThat(signed.exitCode()).as(signed.text()).isZero();
    assertThat(signed.text()).contains("Đã ký 1/1").doesNotContain(UsbToken.PIN);
    assertThat(desk.main("#job .notice.ok")).isVisible();
    desk.look("usb-token-signed");
    desk.follow(desk.main("#job a[href^='/sign/']").first());
    Path file = folder.resolve("signed.pdf");
    desk.page()
        .waitForDownload(() -> desk.main("a[href$='/download']").first().click())
        .saveAs(file);
    PdfSig.assertSignedWhole(file);
  }

  /** What an agent that skips its own check would send. */
  private static String sentWithAnotherKey(
      RunningHouse house, String code, Certified own, Certified other) throws Exception {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(other.key().getPrivate());
    signature.update("antin-usb-token-registration-v1".getBytes(StandardCharsets.US_ASCII));
    String body =
        "{\"code\":\"%s\",\"certificates\":\"%s\",\"algorithm\":\"%s\",\"signature\":\"%s\"}"
            .formatted(
                code,
                OutsideAuthority.pem("CERTIFICATE", own.certificate().getEncoded())
                    .replace("\n", "\\n"),
                "RSA_PKCS1_SHA256",
                Base64.getEncoder().encodeToString(signature.sign()));
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(house.signing() + "/usb-token-registrations"))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
      return answer.body();
    }
  }
}
