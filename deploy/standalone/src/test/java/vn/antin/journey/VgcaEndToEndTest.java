package vn.antin.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Download;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.standalone.HouseExtension;
import vn.antin.standalone.OutsideAuthority;
import vn.antin.standalone.OutsideAuthority.Certified;
import vn.antin.standalone.RunningHouse;

/** An official signs with the program that most officials with a USB token have already. */
@ExtendWith(HouseExtension.class)
final class VgcaEndToEndTest {
  private static final String HOLDER = "official0027";

  @TempDir Path folder;

  @Test
  void programOnTheOfficialsComputerSignsAndThePageNeedsNoneOfItsWord(RunningHouse house)
      throws Exception {
    assumeThat(house.outside()).as("a house that trusts the test's authority").isPresent();
    Path signed = folder.resolve("signed.pdf");
    try (Chromium chromium = Chromium.open("--ignore-certificate-errors")) {
      Certified own = registered(Desk.of(chromium.page(), house, "official0003"), house);
      Desk desk = Desk.of(chromium.elsewhere(), house, HOLDER);

      prepared(desk);
      desk.main("#vgca-start").click();
      assertThat(desk.main("#vgca-none")).isVisible();
      desk.look("vgca-none");
      assertThat(desk.main("a[href^='/usb-token/']").first()).isVisible();

      try (VgcaStandIn program = VgcaStandIn.signingAs(own)) {
        prepared(desk);
        desk.look("vgca-prepared");
        desk.main("#vgca-start").click();
        desk.done().look("vgca-signed");
        assertThat(program.calls).hasSize(1);
        assertThat(program.calls.getFirst())
            .startsWith("SignApproved {")
            .contains("\"SessionId\":\"\"", "\"JWTToken\":\"\"")
            .doesNotContainIgnoringCase("cookie:");
      }
      desk.follow(desk.main("a[href^='/sign/']").first());
      Download download =
          desk.page().waitForDownload(() -> desk.main("a[href$='/download']").first().click());
      download.saveAs(signed);
    }
    PdfSig.assertSignedWhole(signed);
  }

  /** The administrator files the certificate of the official's token. */
  private static Certified registered(Desk desk, RunningHouse house) throws Exception {
    desk.open("/certificates/usb-tokens/code?q=" + HOLDER);
    String holder =
        String.valueOf(desk.main("a[href*='official=']").first().getAttribute("href"))
            .replaceAll(".*(official=[0-9a-f-]{36}).*", "$1");
    desk.open("/certificates/usb-tokens/new?" + holder);
    Certified own =
        house.outside().orElseThrow().certify(desk.main("dl.facts b").first().innerText());
    desk.main("textarea")
        .first()
        .fill(OutsideAuthority.pem("CERTIFICATE", own.certificate().getEncoded()));
    desk.main("form[enctype='multipart/form-data'] button[type=submit]").click();
    desk.page().waitForLoadState();
    return own;
  }

  /** A document, the token, the program: up to the button that calls it. */
  private void prepared(Desk desk) throws Exception {
    desk.open("/sign");
    desk.main("input[type=file]").setInputFiles(TestPdf.in(folder));
    desk.main("form[enctype='multipart/form-data'] button[type=submit]").click();
    desk.main("input[name=credential][value^='usb-token:']").check();
    desk.main("form[action$='/approve'] button").click();
    desk.follow(desk.main("a[href*='/vgca?']").first());
    desk.main("form[action*='/vgca?'] button[type=submit]").click();
    assertThat(desk.main("#vgca-start")).isVisible();
  }
}
