package vn.antin.signing.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.OTHER_COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestProvince.VILLAGER;
import static vn.antin.signing.dossier.TestResults.SHOP;
import static vn.antin.signing.dossier.TestResults.document;
import static vn.antin.signing.dossier.TestResults.wish;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.antin.signing.Answer;
import vn.antin.signing.PdfSig;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestSigning;

final class StandingOrderTest {
  private static final String TYPE = "Giấy phép xây dựng";

  private static TestResults shop;

  @BeforeAll
  static void start() {
    shop = TestResults.start("antin.standing-orders.enabled=true", "antin.dossiers.per-minute=500");
    TestSigning.eventually(() ->
        shop.service
            .get("/credentials", shop.steps.official(CLERK, "admin-ui"))
            .text()
            .contains("\"seal\""));
  }

  @AfterAll
  static void stop() {
    shop.service.close();
  }

  private static String token(UUID official) {
    return shop.steps.administrator(official, PROVINCE);
  }

  private static String proven(String client, String method) {
    return shop.service.authServer.token(
        Map.of(
            "sub", client,
            "client_id", client,
            "scope", "signing-request",
            "client_auth_method", method));
  }

  private static String propose(int perDay) {
    var answer =
        shop.service.postJson(
            "/standing-orders",
            token(VILLAGER),
            Map.of(
                "unit",
                PROVINCE.toString(),
                "client",
                SHOP,
                "types",
                List.of(TYPE),
                "validTo",
                shop.service.clock.instant().plus(Duration.ofDays(30)).toString(),
                "perMinute",
                1000,
                "perDay",
                perDay,
                "note",
                "QĐ 12"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().path("id").asString("");
  }

  private static Answer act(UUID official, String order, String act) {
    return shop.service.post("/standing-orders/" + order + "/" + act, token(official));
  }

  private static String order(int perDay) {
    var order = propose(perDay);
    assertThat(act(CHAIRMAN, order, "approve").status()).isEqualTo(204);
    return order;
  }

  private static Map<String, Object> ordered(String order, String... documents) {
    var named = new ArrayList<Map<String, Object>>();
    for (var each : documents) {
      named.add(document("S-" + each.substring(24), each, "1/GP"));
    }
    var wish = new HashMap<>(wish(named));
    wish.remove("signers");
    wish.put("order", Map.of("id", order));
    return wish;
  }

  private static String upload(String text) {
    return shop.upload(TestPdfs.saying(text));
  }

  private static Answer create(Map<String, Object> wish) {
    return shop.service.postJson("/v1/dossier-results", proven(SHOP, "private_key_jwt"), wish);
  }

  private static long signatures(String order) {
    return shop.service
        .database
        .superuser()
        .sql(
            """
            SELECT count(*) FROM grant_hash
            JOIN approval_grant ON approval_grant.id = grant_hash.grant_id
            JOIN dossier_result ON dossier_result.id = grant_hash.request_id
            WHERE kind = 'standing-order' AND grant_hash.state = 'signed' AND order_id = :order
            """)
        .param("order", UUID.fromString(order))
        .query(Long.class)
        .single();
  }

  @Test
  void anOrderTakesTwoAdministratorsAndItsSignaturesAreMarkedEverywhere() throws Exception {
    var order = propose(100);
    assertThat(act(VILLAGER, order, "approve").problem()).isEqualTo("not-permitted");
    var early = create(ordered(order, upload("qua som")));
    assertThat(early.problem()).isEqualTo("standing-order-refused");
    assertThat(act(CLERK, order, "approve").problem()).isEqualTo("not-permitted");
    assertThat(act(CHAIRMAN, order, "approve").status()).isEqualTo(204);

    var answer = create(ordered(order, upload("dong dau")));

    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    var result = answer.json().path("results").get(0);
    assertThat(result.path("state").asString("")).isEqualTo("completed");
    assertThat(result.path("order").asString("")).isEqualTo(order);
    var file = Files.createTempFile("ordered", ".pdf");
    Files.write(file, shop.content(result));
    PdfSig.check(file).holds(1).isBy("Tỉnh Lạng Sơn").isValidOverTheWholeDocument();
    assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
        .contains("/Reason");
    var told = shop.check(result.path("code").asString("")).json();
    assertThat(told.path("state").asString("")).isEqualTo("signed");
    assertThat(told.path("mode").asString("")).isEqualTo("standing-order");
    assertThat(told.path("signers").isEmpty()).isTrue();
    assertThat(told.path("validation").path("signatures").get(0).path("verdict").asString(""))
        .isEqualTo("valid");
    assertThat(trail(result.path("id").asString("")))
        .containsExactly(
            "signature.started " + SHOP + " " + order, "signature.completed " + SHOP + " " + order);
    assertThat(trail(order))
        .containsExactly(
            "standing-order.proposed " + VILLAGER + " -",
            "standing-order.approved " + CHAIRMAN + " -");
    var hash =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Base64.getDecoder().decode(result.path("sha256").asString("")));
    assertThat(
            shop.service
                .get("/signatures/" + hash + "/evidence", proven(SHOP, "private_key_jwt"))
                .problem())
        .isEqualTo("evidence-by-order");
  }

  private static List<String> trail(String object) {
    return shop.service
        .database
        .superuser()
        .sql(
            """
            SELECT type || ' ' || actor || ' ' || coalesce(facts ->> 'standingOrder', '-')
            FROM audit.entry WHERE object = :id ORDER BY id
            """)
        .param("id", object)
        .query((row, _) -> row.getString(1))
        .list();
  }

  @Test
  void anotherApplicationTypeOrWayOfProvingOneselfIsRefused() {
    var order = order(100);
    var wish = ordered(order, upload("sai cach"));

    for (var method : List.of("client_secret_basic", "client_secret_jwt", "none")) {
      var answer = shop.service.postJson("/v1/dossier-results", proven(SHOP, method), wish);
      assertThat(answer.problem()).isEqualTo("standing-order-refused");
      assertThat(answer.json().path("reason").asString("")).isEqualTo("authentication");
    }
    assertThat(shop.create(wish).problem()).isEqualTo("standing-order-refused");
    var other = new HashMap<>(wish);
    other.put("type", "Giấy phép lái xe");
    assertThat(create(other).problem()).isEqualTo("standing-order-refused");
    assertThat(
            shop.service
                .postJson("/v1/dossier-results", proven("other", "private_key_jwt"), wish)
                .problem())
        .isNotEqualTo("");
    var both = new HashMap<>(wish);
    both.put("signers", List.of(Map.of("official", CHAIRMAN.toString())));
    assertThat(create(both).problem()).isEqualTo("invalid-request");
    assertThat(signatures(order)).isZero();
  }

  @Test
  void anOrderSignsNoMoreThanItsDayAllows() {
    var order = order(3);
    var five = new String[5];
    for (var number = 0; number < five.length; number++) {
      five[number] = upload("han muc " + number);
    }

    var answer = create(ordered(order, five));

    assertThat(answer.json().path("results").size()).isEqualTo(3);
    assertThat(answer.json().path("left").size()).isEqualTo(2);
    assertThat(answer.json().path("left").get(0).path("problem").asString(""))
        .isEqualTo("too-many-requests");
    assertThat(create(ordered(order, five[4])).status()).isEqualTo(429);
    assertThat(signatures(order)).isEqualTo(3);
  }

  @Test
  void anOrderStoppedInTheMiddleSignsNothingMoreAndOneAloneDoesNotBringItBack() throws Exception {
    var order = order(1000);
    var documents = new String[80];
    for (var number = 0; number < documents.length; number++) {
      documents[number] = upload("giua chung " + number);
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = threads.submit(() -> create(ordered(order, documents)));
      TestSigning.eventually(() -> signatures(order) > 0);
      assertThat(act(VILLAGER, order, "suspend").status()).isEqualTo(204);
      var answer = running.get();
      assertThat(answer.status()).as(answer.text()).isEqualTo(201);
      assertThat(answer.json().path("left").size()).isPositive();
      assertThat(answer.json().path("left").get(0).path("problem").asString(""))
          .isEqualTo("standing-order-refused");
    }
    var before = signatures(order);
    assertThat(create(ordered(order, upload("sau khi dung"))).problem())
        .isEqualTo("standing-order-refused");
    assertThat(act(VILLAGER, order, "resume").problem()).isEqualTo("not-permitted");
    assertThat(signatures(order)).isEqualTo(before);
    assertThat(act(CHAIRMAN, order, "resume").status()).isEqualTo(204);
    assertThat(create(ordered(order, upload("chay lai"))).status()).isEqualTo(201);
    assertThat(act(CHAIRMAN, order, "end").status()).isEqualTo(204);
    assertThat(act(CHAIRMAN, order, "resume").problem()).isEqualTo("not-permitted");
  }

  @Test
  void aSealThatIsSuspendedOrHandedOverIsNotUsedByAnOlderOrder() {
    var order = order(100);
    sql("UPDATE credential SET state = 'suspended' WHERE unit_id = '" + PROVINCE + "'");
    assertThat(create(ordered(order, upload("tam dung"))).problem())
        .isEqualTo("standing-order-refused");
    sql(
        "UPDATE credential SET state = 'valid' WHERE state = 'suspended' AND unit_id = '"
            + PROVINCE
            + "'");
    assertThat(create(ordered(order, upload("hieu luc"))).status()).isEqualTo(201);
    sql(
        "INSERT INTO seal_custody (unit_id, official_id, since, handover_id) VALUES ('"
            + PROVINCE
            + "', '"
            + CLERK
            + "', now(), gen_random_uuid())");
    assertThat(create(ordered(order, upload("ban giao"))).problem())
        .isEqualTo("standing-order-refused");
    sql("UPDATE seal_custody SET until = now()");
    assertThat(create(ordered(order, upload("tra lai"))).problem())
        .as("handed on and back")
        .isEqualTo("standing-order-refused");
    sql("DELETE FROM seal_custody");
  }

  @Test
  void anOrderEndsWithTheOfficeOfEitherWhoMadeIt() {
    var order = order(100);
    assertThat(create(ordered(order, upload("con quyen"))).status()).isEqualTo(201);
    var proposer = "role_held SET valid_to = %s WHERE official_id = '" + VILLAGER + "'";
    sql("UPDATE " + proposer.formatted("'2001-01-01'"));
    assertThat(create(ordered(order, upload("thoi quan tri"))).problem())
        .isEqualTo("standing-order-refused");
    sql("UPDATE " + proposer.formatted("NULL"));
    sql("UPDATE official SET status = 'suspended' WHERE id = '" + CHAIRMAN + "'");
    assertThat(create(ordered(order, upload("bi dinh chi"))).problem())
        .isEqualTo("standing-order-refused");
    sql("UPDATE official SET status = 'active' WHERE id = '" + CHAIRMAN + "'");
    assertThat(create(ordered(order, upload("tro lai"))).status()).isEqualTo(201);
  }

  private static void sql(String statement) {
    shop.service.database.superuser().sql(statement).update();
  }

  @Test
  void twoNodesAskedTogetherSealADocumentOnce() throws Exception {
    var order = order(100);
    var other = shop.service.node();
    other.up();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var round = 0; round < 5; round++) {
        var wish = ordered(order, upload("hai nut " + round));
        var token = proven(SHOP, "tls_client_auth");
        Callable<Integer> here =
            () -> shop.service.postJson("/v1/dossier-results", token, wish).status();
        Callable<Integer> there = () -> other.postJson("/v1/dossier-results", token, wish).status();
        var answers = new ArrayList<Integer>();
        for (var future : threads.invokeAll(List.of(here, there, here, there))) {
          answers.add(status(future));
        }
        assertThat(answers)
            .contains(201)
            .allMatch(each -> List.of(200, 201, 409, 503).contains(each));
        assertThat(signatures(order)).isEqualTo(round + 1L);
      }
    } finally {
      other.down();
    }
  }

  private static int status(java.util.concurrent.Future<Integer> answer)
      throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void figuresCountWhatUnitsHadSignedForThoseWhoAdministerThem() {
    var order = order(100);
    var before = figures(token(VILLAGER), PROVINCE);
    assertThat(create(ordered(order, upload("so lieu 1"), upload("so lieu 2"))).status())
        .isEqualTo(201);

    assertThat(figures(token(VILLAGER), PROVINCE)).isEqualTo(before + 2);

    assertThat(figures(shop.steps.administrator(CLERK, OTHER_COMMUNE), PROVINCE)).isZero();
    assertThat(
            shop.service
                .get("/dossier-figures?from=2020-01-01&to=2026-01-01", token(VILLAGER))
                .status())
        .isEqualTo(400);
  }

  private static long figures(String token, UUID unit) {
    var signed = 0L;
    for (var item : shop.service.get("/dossier-figures", token).json().path("items")) {
      if (item.path("unit").asString("").equals(unit.toString())) {
        assertThat(item.path("byOrder").asLong()).isLessThanOrEqualTo(item.path("signed").asLong());
        signed += item.path("signed").asLong();
      }
    }
    return signed;
  }

  @Test
  void aCertifiedCopyBearsTheAgencysMarkAtTheUpperRight() throws IOException {
    var order = order(100);
    var wish = ordered(order, upload("sao y"));
    wish.put("copy", "SAO_Y");

    var answer = create(wish);

    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    try (var document = Loader.loadPDF(shop.content(answer.json().path("results").get(0)))) {
      var page = new PDFRenderer(document).renderImage(0);
      var dark = 0;
      for (var x = page.getWidth() / 2; x < page.getWidth(); x++) {
        for (var y = 0; y < page.getHeight() / 10; y++) {
          dark += (page.getRGB(x, y) & 0xff) < 128 ? 1 : 0;
        }
      }
      assertThat(dark).isGreaterThan(100);
    }
    var personal = new HashMap<>(wish(List.of(document("C-1", upload("sao luc"), "1/SL"))));
    personal.put("copy", "SAO_LUC");
    assertThat(create(personal).json().path("field").asString(""))
        .isEqualTo("signers[0].credential");
  }
}
