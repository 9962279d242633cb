package vn.antin.signing.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.dossier.TestResults.document;
import static vn.antin.signing.dossier.TestResults.wish;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.antin.signing.PdfSig;
import vn.antin.signing.TestPdfs;

final class DossierResultTest {
  private static TestResults shop;

  @BeforeAll
  static void start() {
    shop = TestResults.start("antin.dossiers.per-minute=40");
  }

  @AfterAll
  static void stop() {
    shop.service.close();
  }

  @Test
  void resultsOfManyDossiersAreApprovedByOneGestureAndAnyoneWithACodeSeesWhoSigned()
      throws Exception {
    var documents = new ArrayList<Map<String, Object>>();
    for (var number = 1; number <= 120; number++) {
      documents.add(
          document(
              "H37.01-260701-" + number,
              shop.upload(TestPdfs.saying("gp " + number)),
              number + "/GP"));
    }
    var created = shop.created(wish(documents));
    assertThat(created.size()).isEqualTo(120);
    var codes = new HashSet<String>();
    created.forEach(each -> codes.add(each.path("code").asString("")));
    assertThat(codes).hasSize(120);
    var first = shop.list("H37.01-260701-7").get(0);
    var code = first.path("code").asString("");
    assertThat(first.path("checkUrl").asString("")).isEqualTo(TestResults.PAGE + code);

    var before = shop.check(code);
    assertThat(before.status()).isEqualTo(200);
    assertThat(before.json().path("state").asString("")).isEqualTo("pending");
    assertThat(before.json().has("sha256")).isFalse();

    shop.sign(CHAIRMAN, 1);
    shop.awaitSigned("H37.01-260701-7");

    var result = shop.list("H37.01-260701-7").get(0);
    var file = Files.createTempFile("result", ".pdf");
    Files.write(file, shop.content(result));
    PdfSig.check(file).holds(1).isBy("Nguyễn Văn An").isValidOverTheWholeDocument();

    var typed = code.toLowerCase(Locale.ROOT).substring(0, 4) + "-" + code.substring(4);
    var answer = shop.check(typed);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var told = answer.json();
    assertThat(told.path("state").asString("")).isEqualTo("signed");
    assertThat(told.path("type").asString("")).isEqualTo("Giấy phép xây dựng");
    assertThat(told.path("number").asString("")).isEqualTo("7/GP");
    assertThat(told.path("unit").asString("")).isEqualTo("Tỉnh Lạng Sơn");
    assertThat(told.path("signers").get(0).path("name").asString("")).isEqualTo("Nguyễn Văn An");
    assertThat(told.path("unitSigned").asBoolean()).isTrue();
    assertThat(told.path("sha256").asString(""))
        .isEqualTo(
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
    var found = told.path("validation").path("signatures").get(0);
    assertThat(found.path("verdict").asString("")).isEqualTo("valid");
    assertThat(found.path("timestampTime").isMissingNode()).isFalse();
    assertThat(answer.text()).doesNotContain("H37.01-260701", "Nguyễn Thị Dân", "official0001");
  }

  @Test
  void theCodeIsDrawnOnThePageBeforeAnyoneSigns() throws IOException {
    var blank = TestPdfs.saying("trang co ma");
    var result = shop.created(wish(List.of(document("D-1", shop.upload(blank), "1/QR")))).get(0);

    assertThat(dark(shop.content(result))).isGreaterThan(200);
    assertThat(dark(blank)).isZero();
    cancel(result.path("request").asString(""));
    assertThat(shop.check(result.path("code").asString("")).json().path("state").asString(""))
        .isEqualTo("ended");
  }

  @Test
  void aUnitThatNobodyOfItSignedForIsNotConfirmed() throws Exception {
    var wish =
        new HashMap<>(wish(List.of(document("D-9", shop.upload(TestPdfs.saying("xa")), "9"))));
    wish.put("unit", COMMUNE.toString());
    var code = shop.created(wish).get(0).path("code").asString("");
    shop.sign(CHAIRMAN, 1);
    shop.awaitSigned("D-9");

    assertThat(shop.check(code).json().path("unitSigned").asBoolean(true)).isFalse();
  }

  /** Dark points in the lower left corner, 25 mm wide and high. */
  private static int dark(byte[] pdf) throws IOException {
    try (var document = Loader.loadPDF(pdf)) {
      BufferedImage page = new org.apache.pdfbox.rendering.PDFRenderer(document).renderImage(0);
      var side = (int) (25 / 25.4 * 72);
      var count = 0;
      for (var x = 0; x < side; x++) {
        for (var y = page.getHeight() - side; y < page.getHeight(); y++) {
          count += (page.getRGB(x, y) & 0xff) < 128 ? 1 : 0;
        }
      }
      return count;
    }
  }

  @Test
  void theSameCallAgainAnswersTheSameResults() {
    var wish = wish(List.of(document("D-2", shop.upload(TestPdfs.saying("hai lan")), "2/GP")));
    var created = shop.created(wish).get(0);

    var again = shop.create(wish);

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("results").get(0).path("code").asString(""))
        .isEqualTo(created.path("code").asString(""));
    cancel(created.path("request").asString(""));
  }

  @Test
  void aDocumentThatIsSignedAlreadyGetsNoCodeDrawnOnIt() {
    var one = wish(List.of(document("D-3", shop.upload(TestPdfs.saying("da ky")), "3/GP")));
    one.put("qr", Map.of("draw", false));
    var made = shop.created(one).get(0);
    assertThat(made.path("document").asString("")).isEqualTo(made.path("source").asString(""));
    shop.sign(CHAIRMAN, 1);
    shop.awaitSigned("D-3");
    var signed = shop.upload(shop.content(shop.list("D-3").get(0)));

    var refused = shop.create(wish(List.of(document("D-4", signed, "4/GP"))));

    assertThat(refused.problem()).isEqualTo("appearance-refused");
    assertThat(refused.json().path("reason").asString("")).isEqualTo("already-signed");
    assertThat(shop.list("D-4").isEmpty()).isTrue();
  }

  @Test
  void anApplicationSeesOnlyItsOwnResultsAndAWrongMemberIsNamed() {
    var document = shop.upload(TestPdfs.saying("cua ai"));
    var wrong = new HashMap<>(wish(List.of(document("../5", document, "5/GP"))));
    assertThat(shop.create(wrong).json().path("field").asString(""))
        .isEqualTo("documents[0].dossier");
    var result = shop.created(wish(List.of(document("D-5", document, "5/GP")))).get(0);

    var others = shop.service.get("/v1/dossiers/D-5/results", shop.shop("another-shop")).json();

    assertThat(others.path("results").isEmpty()).isTrue();
    cancel(result.path("request").asString(""));
    assertThat(
            shop.service.postJson("/v1/dossier-results", shop.service.machine("x"), wrong).status())
        .isEqualTo(403);
  }

  @Test
  void standingOrdersAreSwitchedOffUnlessTheInstallationWantsThem() {
    var wish =
        new HashMap<>(wish(List.of(document("D-6", shop.upload(TestPdfs.saying("6")), "6/GP"))));
    wish.remove("signers");
    wish.put("order", Map.of("id", java.util.UUID.randomUUID().toString()));

    var refused = shop.create(wish);

    assertThat(refused.problem()).isEqualTo("standing-order-refused");
    assertThat(refused.json().path("reason").asString("")).isEqualTo("switched-off");
  }

  @Test
  void whoTriesCodesIsToldNothingAndStopped() {
    for (var code : List.of("0123456789ABCDEFGHJKMNPQRS", "nonsense", "%27%20OR%201=1")) {
      assertThat(shop.check(code).problem()).isEqualTo("not-found");
    }
    var answers = new ArrayList<String>();
    for (var tries = 0; tries < 45; tries++) {
      answers.add(
          shop.service
              .send(
                  shop.service
                      .request("/v1/check/0123456789ABCDEFGHJKMNPQRS", null)
                      .header("X-Forwarded-For", "203.0.113.9")
                      .GET())
              .problem());
    }
    assertThat(answers).contains("too-many-requests");
    assertThat(shop.check("nonsense").problem()).isEqualTo("not-found");
  }

  private static void cancel(String request) {
    var answer =
        shop.service.postJson(
            "/v1/signing-requests/" + request + "/cancel", shop.shop(), Map.of("reason", "thử"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }
}
