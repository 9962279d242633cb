package vn.antin.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.antin.standalone.HouseExtension;
import vn.antin.standalone.RunningHouse;

/** The certificate desk of an administrator, in Chromium; what it does it takes back. */
@ExtendWith(HouseExtension.class)
final class CertificatesEndToEndTest {
  private static final double LONGEST_JOB = 180_000;
  private static final double LONGEST_NEWS = 120_000;

  @Test
  void certificateIsSuspendedForAReasonAndResumed(RunningHouse house) {
    try (Chromium chromium = Chromium.open()) {
      Desk desk = Desk.of(chromium.page(), house, "official0003");
      String certificate = valid(desk);
      desk.open(certificate).look("admin-certificate");
      desk.follow("/suspend").look("admin-certificate-suspend");
      desk.send("/suspend");
      assertThat(desk.main("select[name=reason]:invalid")).isVisible();
      desk.choose("reason", "under-investigation").type("note", "Công văn số 12").send("/suspend");
      desk.done().look("admin-certificate-suspended");
      assertThat(desk.main("tbody tr").first()).containsText("Công văn số 12");
      desk.open(certificate + "/revoke").look("admin-certificate-revoke");
      desk.open(certificate + "/resume").look("admin-certificate-resume");
      desk.send("/resume").done();
      desk.open(certificate + "/renew").look("admin-certificate-renew");
    }
  }

  @Test
  void nobodyRenewsTheirOwn(RunningHouse house) {
    try (Chromium chromium = Chromium.open()) {
      Desk desk = Desk.of(chromium.page(), house, "official0003");
      desk.open("/certificates?q=official0003");
      Locator own = desk.main("tbody tr:first-child a");
      appears(desk, own);
      desk.follow(own).follow("/renew").send("/renew").refused().look("admin-certificate-own");
    }
  }

  @Test
  void everyReportIsSeen(RunningHouse house) {
    try (Chromium chromium = Chromium.open()) {
      Desk desk = Desk.of(chromium.page(), house, "official0003");
      desk.open("/certificates/calendar?from=2029-01").look("admin-certificate-calendar");
      for (String report : new String[] {"mismatches", "requests", "tokens", "authorities"}) {
        desk.open("/certificates/" + report).look("admin-certificate-" + report);
        assertThat(desk.main("nav.tabs [aria-current]")).isVisible();
      }
      desk.open("/certificates/time-stamps").look("admin-time-stamps");
      desk.open("/certificates/usb-tokens/new").look("admin-certificate-usb-token");
      desk.open("/certificates/new").look("admin-certificate-new");
    }
  }

  @Test
  void jobTellsWhatBecameOfEachHolder(RunningHouse house) {
    try (Chromium chromium = Chromium.open()) {
      Desk desk = Desk.of(chromium.page(), house, "official0003");
      desk.open("/certificates/jobs").type("unitCode", "nowhere").send("/jobs").refused();
      desk.look("admin-certificate-jobs-refused");
      desk.open("/certificates/jobs").look("admin-certificate-jobs");
      desk.type("unitCode", "H99.101").send("/jobs");
      Locator over = desk.main("#progress [role=status]");
      assertThat(over).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(LONGEST_JOB));
      desk.look("admin-certificate-job");
    }
  }

  @Test
  void sealIsProposedAndNobodyApprovesForBothSides(RunningHouse house) {
    try (Chromium chromium = Chromium.open()) {
      Desk desk = Desk.of(chromium.page(), house, "official0003");
      Locator propose = desk.main("a[href$='/handover']").first();
      Locator receiver = desk.main("input[name=receiver]").last();
      desk.open("/certificates/seals");
      appears(desk, propose);
      desk.look("admin-seals").follow(propose);
      receiver.check();
      desk.type("note", "Biên bản số 7").look("admin-seal-handover");
      desk.send("/handover").done().look("admin-seals-proposed");
      assertThat(desk.main("article").first()).containsText("Biên bản số 7");
      desk.send("/approve").done();
      desk.send("/approve").refused().look("admin-seals-refused");
      desk.send("/withdraw").done();
    }
  }

  /** The page of a valid certificate of somebody else's; the sample's are issued as it starts. */
  private static String valid(Desk desk) {
    desk.open("/certificates?status=valid&kind=official");
    Locator found = desk.main("tbody tr:first-child a");
    appears(desk, found);
    return String.valueOf(found.first().getAttribute("href"));
  }

  /** Reads the page again until it is there. */
  private static void appears(Desk desk, Locator wanted) {
    desk.page()
        .waitForCondition(
            () -> {
              if (wanted.count() == 0) {
                desk.page().reload();
              }
              return wanted.count() > 0;
            },
            new Page.WaitForConditionOptions().setTimeout(LONGEST_NEWS));
  }
}
