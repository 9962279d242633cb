package vn.antin.signing.certificate.request;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.certificate.request.TestUsbTokens.SERVER;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.signing.RunningService;
import vn.antin.signing.certificate.TestAuthority;

/** Whoever has a code and the key of a certificate in the holder's name registers it. */
final class TokenRegistrationEndpointTest {
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
  void theHolderRegistersTheTokenOnceAndThePageSaysThatThePossessionWasProved() throws Exception {
    var person = tokens.person();
    var made = tokens.made(Map.of("official", person.id()));
    var code = made.path("code").asString("");
    assertThat(code).matches("([0-9A-Z]{4}-){6}[0-9A-Z]{4}");
    assertThat(
            tokens.count(
                "SELECT count(*) FROM usb_token_code AS code WHERE code::text LIKE '%"
                    + code.replace("-", "")
                    + "%'"))
        .isZero();

    var answer = tokens.send(tokens.proof(code.toLowerCase(Locale.ROOT), person));

    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    var file =
        service.get(
            "/certificates/" + answer.json().path("id").asString(""), tokens.administrator());
    assertThat(file.json().path("holder").asString()).isEqualTo(person.name());
    assertThat(file.json().path("source").asString()).isEqualTo("usb-token");
    assertThat(file.json().path("possession").asString()).isEqualTo("proved");
    assertThat(file.json().path("chain")).hasSize(2);
    assertThat(tokens.send(tokens.proof(code, person)).problem())
        .isEqualTo("registration-code-invalid");
    assertThat(
            service
                .database
                .superuser()
                .sql(
                    "SELECT facts ->> 'vouched' || (facts ->> 'possession') FROM audit.entry"
                        + " WHERE type = 'certificate.registered' AND facts ->> 'code' = :code")
                .param("code", made.path("id").asString(""))
                .query(String.class)
                .single())
        .isEqualTo("falseproved");
  }

  @Test
  void whatAnAdministratorVouchedForIsProvedLater() throws Exception {
    var person = tokens.person();
    var sent = tokens.proof("PYNP-ZEY0-938N-KRKA-YDXW-0J6H-B7P8", person).get("certificates");
    var known =
        service
            .postJson(
                "/certificates/usb-tokens",
                tokens.administrator(),
                Map.of("official", person.id(), "certificates", sent))
            .json()
            .path("id")
            .asString("");
    assertThat(service.get("/certificates/" + known, tokens.administrator()).text())
        .contains("\"possession\":\"vouched\"");

    var answer = tokens.send(tokens.proof(tokens.code(person), person));

    assertThat(answer.json().path("id").asString("")).isEqualTo(known);
    assertThat(service.get("/certificates/" + known, tokens.administrator()).text())
        .contains("\"possession\":\"proved\"", "possession-proved");
  }

  @Test
  void aSignatureOverAnythingElseProvesNothingAndTenWrongOnesEndTheCode() throws Exception {
    var person = tokens.person();
    var other = tokens.person();
    var made = tokens.made(Map.of("official", person.id()));
    var code = made.path("code").asString("");

    var stranger = new TestUsbTokens.Person(person.id(), "", other.key(), person.certificate());
    assertThat(tokens.send(tokens.proof(code, stranger)).problem())
        .as("another key")
        .isEqualTo("possession-unproved");
    var wrongServer =
        tokens.send(tokens.proof(code, person, person.certificate(), "https://elsewhere.vn"));
    assertThat(wrongServer.problem()).isEqualTo("possession-unproved");
    assertThat(wrongServer.json().path("server").asString("")).isEqualTo(SERVER);
    assertThat(tokens.send(tokens.proof(code, person, other.certificate(), SERVER)).problem())
        .as("the text names another certificate")
        .isEqualTo("possession-unproved");
    var swapped = tokens.proof(tokens.code(other), person);
    swapped.put("code", code);
    assertThat(tokens.send(swapped).problem())
        .as("signed over another's code")
        .isEqualTo("possession-unproved");
    var wrongAlgorithm = tokens.proof(code, person);
    wrongAlgorithm.put("algorithm", "ECDSA_SHA256");
    assertThat(tokens.send(wrongAlgorithm).problem()).isEqualTo("possession-unproved");
    for (var i = 5; i < 10; i++) {
      assertThat(tokens.send(tokens.proof(code, stranger)).problem())
          .isEqualTo("possession-unproved");
    }

    assertThat(tokens.send(tokens.proof(code, person)).problem())
        .isEqualTo("registration-code-invalid");
    assertThat(tokens.logged(made.path("id").asString("")))
        .startsWith("usb-token-code.made", "usb-token-code.refused")
        .hasSize(11);
  }

  @Test
  void nobodyRegistersATokenInAnothersName() throws Exception {
    var person = tokens.person();
    var other = tokens.person();

    var answer = tokens.send(tokens.proof(tokens.code(person), other));

    assertThat(answer.problem()).isEqualTo("subject-unconfirmed");
    assertThat(answer.json().path("detail").asString("")).contains("đăng ký bằng tệp");
    assertThat(
            tokens.count(
                "SELECT count(*) FROM credential WHERE official_id = '" + person.id() + "'"))
        .isZero();
  }

  @Test
  void anUnknownAuthorityIsRefusedThoughTheKeyIsThere() throws Exception {
    var person = tokens.person();
    var stranger = new TestAuthority(service.clock);
    var forged =
        stranger.certificate(
            new X500Name("CN=" + person.name() + ",C=VN"),
            person.key().getPublic(),
            Duration.ofDays(9),
            false);

    var forger = new TestUsbTokens.Person(person.id(), person.name(), person.key(), forged);
    assertThat(tokens.send(tokens.proof(tokens.code(person), forger)).problem())
        .isEqualTo("certificate-unfit");
  }

  @Test
  void theSealOfAUnitIsRegisteredTheSameWay() throws Exception {
    var person = tokens.person();
    var seal =
        new TestUsbTokens.Person(
            COMMUNE,
            "Xã Đồng Đăng",
            person.key(),
            tokens.certificate(person.key(), "Xã Đồng Đăng"));
    var code = tokens.made(Map.of("unit", COMMUNE)).path("code").asString("");

    var answer = tokens.send(tokens.proof(code, seal));

    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }
}
