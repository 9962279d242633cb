package vn.antin.signing.certificate.request;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.OTHER_COMMUNE;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;

/** Who makes codes for whom, and when they end. */
final class TokenRegistrationCodeTest {
  private static TestUsbTokens tokens;
  private static RunningService service;

  @BeforeAll
  static void start(@TempDir Path anchors) throws Exception {
    tokens = TestUsbTokens.start(anchors);
    service = tokens.service;
  }

  @AfterAll
  static void stop() {
    tokens.close();
  }

  @Test
  void anUnknownExpiredWithdrawnOrReplacedCodeIsRefused() throws Exception {
    var person = tokens.person();
    assertThat(tokens.send(tokens.proof("PYNP-ZEY0-938N-KRKA-YDXW-0J6H-B7P8", person)).problem())
        .isEqualTo("registration-code-invalid");
    var replaced = tokens.code(person);
    var withdrawn = tokens.made(Map.of("official", person.id()));
    assertThat(tokens.send(tokens.proof(replaced, person)).problem())
        .isEqualTo("registration-code-invalid");
    var path = "/certificates/usb-token-codes/" + withdrawn.path("id").asString("");
    assertThat(service.get("/certificates/usb-token-codes", tokens.administrator()).text())
        .contains(withdrawn.path("id").asString(""))
        .doesNotContain(withdrawn.path("code").asString(""));
    var elsewhere = tokens.steps.administrator(CLERK, OTHER_COMMUNE);
    assertThat(service.get("/certificates/usb-token-codes", elsewhere).json().path("items"))
        .isEmpty();
    assertThat(service.post(path + "/withdraw", elsewhere).status()).isEqualTo(404);
    assertThat(service.post(path + "/withdraw", tokens.administrator()).status()).isEqualTo(204);
    assertThat(service.post(path + "/withdraw", tokens.administrator()).status()).isEqualTo(404);
    assertThat(tokens.send(tokens.proof(withdrawn.path("code").asString(""), person)).problem())
        .isEqualTo("registration-code-invalid");

    var late = tokens.code(person);
    service.clock.advance(Duration.ofMinutes(31));
    awaitFreshPeople();

    assertThat(tokens.send(tokens.proof(late, person)).problem())
        .isEqualTo("registration-code-invalid");
    assertThat(service.get("/certificates/usb-token-codes", tokens.administrator()).text())
        .doesNotContain(person.id().toString());
  }

  private static void awaitFreshPeople() {
    TestSigning.eventually(() ->
        !service
            .get("/certificates/usb-token-codes", tokens.administrator())
            .json()
            .path("stale")
            .asBoolean(true));
  }

  @Test
  void aCodeNeedsPowerAnotherPersonAndNoSuspension() throws Exception {
    var person = tokens.person();
    var elsewhere = tokens.steps.administrator(CLERK, OTHER_COMMUNE);
    var wish = Map.of("official", person.id());
    assertThat(service.postJson("/certificates/usb-token-codes", elsewhere, wish).status())
        .isEqualTo(404);
    assertThat(
            service
                .postJson("/certificates/usb-token-codes", tokens.steps.official(CHAIRMAN), wish)
                .status())
        .isEqualTo(403);
    assertThat(
            service
                .postJson(
                    "/certificates/usb-token-codes",
                    tokens.administrator(),
                    Map.of("official", CHAIRMAN))
                .problem())
        .isEqualTo("own-certificate");
    assertThat(
            service
                .postJson("/certificates/usb-token-codes", tokens.administrator(), Map.of())
                .status())
        .isEqualTo(400);

    var first =
        tokens.send(tokens.proof(tokens.code(person), person)).json().path("id").asString("");
    var another = tokens.certificate(person.key(), person.name());
    var open = tokens.code(person);
    assertThat(
            service
                .postJson(
                    "/certificates/" + first + "/suspend",
                    tokens.administrator(),
                    Map.of("reason", "device-lost"))
                .status())
        .isEqualTo(204);
    var again = new TestUsbTokens.Person(person.id(), person.name(), person.key(), another);
    assertThat(tokens.send(tokens.proof(open, again)).problem()).isEqualTo("certificate-state");
    assertThat(
            service
                .postJson("/certificates/usb-token-codes", tokens.administrator(), wish)
                .problem())
        .isEqualTo("certificate-state");
  }

  @Test
  void aCodeIsWorthNothingOnceItsMakerLostThePower() throws Exception {
    var person = tokens.person();
    var maker = tokens.person();
    service.authServer.add(TestProvince.role(77, maker.id(), COMMUNE, "unit-administrator", null));
    TestSigning.eventually(() ->
        tokens.count("SELECT count(*) FROM role_held WHERE official_id = '" + maker.id() + "'")
            == 1);
    var code =
        service
            .postJson(
                "/certificates/usb-token-codes",
                tokens.steps.administrator(maker.id(), COMMUNE),
                Map.of("official", person.id()))
            .json()
            .path("code")
            .asString("");
    service.authServer.add(
        TestProvince.role(
            77,
            maker.id(),
            COMMUNE,
            "unit-administrator",
            service.clock.instant().minusSeconds(60).toString()));
    TestSigning.eventually(() ->
        tokens.count(
                "SELECT count(*) FROM role_held WHERE valid_to IS NOT NULL AND official_id = '"
                    + maker.id()
                    + "'")
            == 1);

    assertThat(tokens.send(tokens.proof(code, person)).problem())
        .isEqualTo("registration-code-invalid");
    assertThat(
            tokens.count(
                "SELECT count(*) FROM credential WHERE official_id = '" + person.id() + "'"))
        .isZero();
  }
}
