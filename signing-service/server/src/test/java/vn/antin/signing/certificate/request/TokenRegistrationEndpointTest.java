package vn.antin.signing.certificate.request;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.OTHER_COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.bouncycastle.asn1.x500.X500Name;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestDatabase;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.TestAuthority;

/** Whoever has a code and the key of a certificate in the holder's name registers it. */
final class TokenRegistrationEndpointTest {
  private static final String SERVER = "http://localhost:9100";
  private static final String PATH = "/usb-token-registrations";

  private static RunningService service;
  private static TestAuthority outside;
  private static TestSigning steps;
  private static int officials = 500;

  @BeforeAll
  static void start(@TempDir Path anchors) throws Exception {
    service =
        RunningService.prepare(
            TestDatabase.create(),
            "antin.development-authority.enabled=false",
            "antin.usb-token-registrations.per-minute=300",
            "antin.validation.trust-anchors=" + anchors);
    outside = new TestAuthority(service.clock);
    Files.writeString(
        anchors.resolve("outside.pem"),
        Certificates.pem("CERTIFICATE", Certificates.encode(outside.root())));
    service.up();
    service.authServer.replacePeople(TestProvince.items());
    steps = new TestSigning(service);
    steps.awaitPeople();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** An official of the commune and the token in their hands. */
  private record Person(UUID id, String name, KeyPair key, X509Certificate certificate) {}

  private static Person person() throws Exception {
    var number = officials++;
    var id = UUID.randomUUID();
    var name = "Hoàng Văn " + number;
    service.authServer.add(TestProvince.official(id, "official" + number, name, "active"));
    service.authServer.add(TestProvince.assignment(number, id, COMMUNE, "Công chức"));
    TestSigning.eventually(
        () -> count("SELECT count(*) FROM assignment WHERE official_id = '" + id + "'") == 1);
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    var key = generator.generateKeyPair();
    return new Person(id, name, key, certificate(key, name));
  }

  private static X509Certificate certificate(KeyPair key, String name) {
    return outside.certificate(
        new X500Name("CN=" + name + ",C=VN"), key.getPublic(), Duration.ofDays(300), false);
  }

  private static long count(String statement) {
    return service.database.superuser().sql(statement).query(Long.class).single();
  }

  private static String administrator() {
    return steps.administrator(CHAIRMAN, PROVINCE);
  }

  private static JsonNode made(Map<String, Object> holder) {
    var answer = service.postJson("/certificates/usb-token-codes", administrator(), holder);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }

  private static String code(Person person) {
    return made(Map.of("official", person.id())).path("code").asString("");
  }

  private static Map<String, Object> proof(String code, Person person) {
    return proof(code, person, person.certificate(), SERVER);
  }

  private static Map<String, Object> proof(
      String code, Person person, X509Certificate said, String server) {
    var text =
        PossessionText.of(
            URI.create(server),
            RegistrationCode.parse(code).orElseThrow(),
            Certificates.print(said));
    var proof = new HashMap<String, Object>();
    proof.put("code", code);
    proof.put(
        "certificates", Certificates.pem("CERTIFICATE", Certificates.encode(person.certificate())));
    proof.put("algorithm", "RSA_PKCS1_SHA256");
    proof.put("signature", Base64.getEncoder().encodeToString(signed(person.key(), text)));
    return proof;
  }

  private static byte[] signed(KeyPair key, byte[] text) {
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key.getPrivate());
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Answer send(Map<String, Object> proof) {
    return service.postJson(PATH, null, proof);
  }

  private static List<@Nullable String> logged(String code) {
    return service
        .database
        .superuser()
        .sql("SELECT type FROM audit.entry WHERE object = :code ORDER BY id")
        .param("code", code)
        .query(String.class)
        .list();
  }

  @Test
  void theHolderRegistersTheTokenOnceAndThePageSaysThatThePossessionWasProved() throws Exception {
    var person = person();
    var made = made(Map.of("official", person.id()));
    var code = made.path("code").asString("");
    assertThat(code).matches("([0-9A-Z]{4}-){6}[0-9A-Z]{4}");
    assertThat(
            count(
                "SELECT count(*) FROM usb_token_code AS code WHERE code::text LIKE '%"
                    + code.replace("-", "")
                    + "%'"))
        .isZero();

    var answer = send(proof(code.toLowerCase(Locale.ROOT), person));

    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    var file =
        service.get("/certificates/" + answer.json().path("id").asString(""), administrator());
    assertThat(file.json().path("holder").asString()).isEqualTo(person.name());
    assertThat(file.json().path("source").asString()).isEqualTo("usb-token");
    assertThat(file.json().path("possession").asString()).isEqualTo("proved");
    assertThat(file.json().path("chain")).hasSize(2);
    assertThat(send(proof(code, person)).problem()).isEqualTo("registration-code-invalid");
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
    var person = person();
    var sent = proof("PYNP-ZEY0-938N-KRKA-YDXW-0J6H-B7P8", person).get("certificates");
    var known =
        service
            .postJson(
                "/certificates/usb-tokens",
                administrator(),
                Map.of("official", person.id(), "certificates", sent))
            .json()
            .path("id")
            .asString("");
    assertThat(service.get("/certificates/" + known, administrator()).text())
        .contains("\"possession\":\"vouched\"");

    var answer = send(proof(code(person), person));

    assertThat(answer.json().path("id").asString("")).isEqualTo(known);
    assertThat(service.get("/certificates/" + known, administrator()).text())
        .contains("\"possession\":\"proved\"", "possession-proved");
  }

  @Test
  void aSignatureOverAnythingElseProvesNothingAndTenWrongOnesEndTheCode() throws Exception {
    var person = person();
    var other = person();
    var made = made(Map.of("official", person.id()));
    var code = made.path("code").asString("");

    var stranger = new Person(person.id(), "", other.key(), person.certificate());
    assertThat(send(proof(code, stranger)).problem())
        .as("another key")
        .isEqualTo("possession-unproved");
    var wrongServer = send(proof(code, person, person.certificate(), "https://elsewhere.vn"));
    assertThat(wrongServer.problem()).isEqualTo("possession-unproved");
    assertThat(wrongServer.json().path("server").asString("")).isEqualTo(SERVER);
    assertThat(send(proof(code, person, other.certificate(), SERVER)).problem())
        .as("the text names another certificate")
        .isEqualTo("possession-unproved");
    var swapped = proof(code(other), person);
    swapped.put("code", code);
    assertThat(send(swapped).problem())
        .as("signed over another's code")
        .isEqualTo("possession-unproved");
    var wrongAlgorithm = proof(code, person);
    wrongAlgorithm.put("algorithm", "ECDSA_SHA256");
    assertThat(send(wrongAlgorithm).problem()).isEqualTo("possession-unproved");
    for (var i = 5; i < 10; i++) {
      assertThat(send(proof(code, stranger)).problem()).isEqualTo("possession-unproved");
    }

    assertThat(send(proof(code, person)).problem()).isEqualTo("registration-code-invalid");
    assertThat(logged(made.path("id").asString("")))
        .startsWith("usb-token-code.made", "usb-token-code.refused")
        .hasSize(11);
  }

  @Test
  void nobodyRegistersATokenInAnothersName() throws Exception {
    var person = person();
    var other = person();

    var answer = send(proof(code(person), other));

    assertThat(answer.problem()).isEqualTo("subject-unconfirmed");
    assertThat(answer.json().path("detail").asString("")).contains("đăng ký bằng tệp");
    assertThat(count("SELECT count(*) FROM credential WHERE official_id = '" + person.id() + "'"))
        .isZero();
  }

  @Test
  void anUnknownAuthorityIsRefusedThoughTheKeyIsThere() throws Exception {
    var person = person();
    var stranger = new TestAuthority(service.clock);
    var forged =
        stranger.certificate(
            new X500Name("CN=" + person.name() + ",C=VN"),
            person.key().getPublic(),
            Duration.ofDays(9),
            false);

    var forger = new Person(person.id(), person.name(), person.key(), forged);
    assertThat(send(proof(code(person), forger)).problem()).isEqualTo("certificate-unfit");
  }

  @Test
  void anUnknownExpiredWithdrawnOrReplacedCodeIsRefused() throws Exception {
    var person = person();
    assertThat(send(proof("PYNP-ZEY0-938N-KRKA-YDXW-0J6H-B7P8", person)).problem())
        .isEqualTo("registration-code-invalid");
    var replaced = code(person);
    var withdrawn = made(Map.of("official", person.id()));
    assertThat(send(proof(replaced, person)).problem()).isEqualTo("registration-code-invalid");
    var path = "/certificates/usb-token-codes/" + withdrawn.path("id").asString("");
    assertThat(service.get("/certificates/usb-token-codes", administrator()).text())
        .contains(withdrawn.path("id").asString(""))
        .doesNotContain(withdrawn.path("code").asString(""));
    var elsewhere = steps.administrator(CLERK, OTHER_COMMUNE);
    assertThat(service.get("/certificates/usb-token-codes", elsewhere).json().path("items"))
        .isEmpty();
    assertThat(service.post(path + "/withdraw", elsewhere).status()).isEqualTo(404);
    assertThat(service.post(path + "/withdraw", administrator()).status()).isEqualTo(204);
    assertThat(service.post(path + "/withdraw", administrator()).status()).isEqualTo(404);
    assertThat(send(proof(withdrawn.path("code").asString(""), person)).problem())
        .isEqualTo("registration-code-invalid");

    var late = code(person);
    service.clock.advance(Duration.ofMinutes(31));
    awaitFreshPeople();

    assertThat(send(proof(late, person)).problem()).isEqualTo("registration-code-invalid");
    assertThat(service.get("/certificates/usb-token-codes", administrator()).text())
        .doesNotContain(person.id().toString());
  }

  private static void awaitFreshPeople() {
    TestSigning.eventually(() ->
        !service
            .get("/certificates/usb-token-codes", administrator())
            .json()
            .path("stale")
            .asBoolean(true));
  }

  @Test
  void aCodeNeedsPowerAnotherPersonAndNoSuspension() throws Exception {
    var person = person();
    var elsewhere = steps.administrator(CLERK, OTHER_COMMUNE);
    var wish = Map.of("official", person.id());
    assertThat(service.postJson("/certificates/usb-token-codes", elsewhere, wish).status())
        .isEqualTo(404);
    assertThat(
            service
                .postJson("/certificates/usb-token-codes", steps.official(CHAIRMAN), wish)
                .status())
        .isEqualTo(403);
    assertThat(
            service
                .postJson(
                    "/certificates/usb-token-codes", administrator(), Map.of("official", CHAIRMAN))
                .problem())
        .isEqualTo("own-certificate");
    assertThat(
            service.postJson("/certificates/usb-token-codes", administrator(), Map.of()).status())
        .isEqualTo(400);

    var first = send(proof(code(person), person)).json().path("id").asString("");
    var another = certificate(person.key(), person.name());
    var open = code(person);
    assertThat(
            service
                .postJson(
                    "/certificates/" + first + "/suspend",
                    administrator(),
                    Map.of("reason", "device-lost"))
                .status())
        .isEqualTo(204);
    var again = new Person(person.id(), person.name(), person.key(), another);
    assertThat(send(proof(open, again)).problem()).isEqualTo("certificate-state");
    assertThat(service.postJson("/certificates/usb-token-codes", administrator(), wish).problem())
        .isEqualTo("certificate-state");
  }

  @Test
  void aCodeIsWorthNothingOnceItsMakerLostThePower() throws Exception {
    var person = person();
    var maker = person();
    service.authServer.add(TestProvince.role(77, maker.id(), COMMUNE, "unit-administrator", null));
    TestSigning.eventually(() ->
        count("SELECT count(*) FROM role_held WHERE official_id = '" + maker.id() + "'") == 1);
    var code =
        service
            .postJson(
                "/certificates/usb-token-codes",
                steps.administrator(maker.id(), COMMUNE),
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
        count(
                "SELECT count(*) FROM role_held WHERE valid_to IS NOT NULL AND official_id = '"
                    + maker.id()
                    + "'")
            == 1);

    assertThat(send(proof(code, person)).problem()).isEqualTo("registration-code-invalid");
    assertThat(count("SELECT count(*) FROM credential WHERE official_id = '" + person.id() + "'"))
        .isZero();
  }

  @Test
  void ofTwoAtOnceOneIsRegistered() throws Exception {
    for (var round = 0; round < 4; round++) {
      var person = person();
      var proof = proof(code(person), person);
      try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
        var answers =
            both.invokeAll(List.<Callable<Answer>>of(() -> send(proof), () -> send(proof)));
        assertThat(List.of(answers.getFirst().get().status(), answers.getLast().get().status()))
            .containsExactlyInAnyOrder(201, 403);
      }
      assertThat(count("SELECT count(*) FROM credential WHERE official_id = '" + person.id() + "'"))
          .isEqualTo(1);
    }
  }

  @Test
  void theSealOfAUnitIsRegisteredTheSameWay() throws Exception {
    var person = person();
    var seal =
        new Person(
            COMMUNE, "Xã Đồng Đăng", person.key(), certificate(person.key(), "Xã Đồng Đăng"));
    var code = made(Map.of("unit", COMMUNE)).path("code").asString("");

    var answer = send(proof(code, seal));

    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }

  @Test
  void hostileBodiesAreRefusedShortly() throws Exception {
    var person = person();
    var fit = proof(code(person), person);
    for (var body :
        List.of(
            "",
            "null",
            "[]",
            "{}",
            "nonsense",
            "[".repeat(5_000),
            "{\"code\":{\"a\":1},\"certificates\":[],\"algorithm\":2}")) {
      var answer = raw(body);
      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.problem()).as(body).isEqualTo("invalid-request");
    }
    assertThat(raw("{\"code\":\"" + "0".repeat(70_000) + "\"}").status()).isEqualTo(413);
    for (var change :
        Map.<String, Object>of(
                "algorithm", "NONE",
                "signature", "%%%")
            .entrySet()) {
      var changed = new HashMap<>(fit);
      changed.put(change.getKey(), change.getValue());
      assertThat(send(changed).problem()).as(change.getKey()).isEqualTo("invalid-request");
    }
    for (var text : List.of("nonsense", "", "-----BEGIN CERTIFICATE-----\nAAAA")) {
      var changed = new HashMap<>(fit);
      changed.put("certificates", text);
      assertThat(send(changed).problem()).as(text).isEqualTo("certificate-unfit");
    }
    assertThat(send(fit).status()).as("nothing of that used the code up").isEqualTo(201);
  }

  @Test
  void anAddressThatTriesTooOftenIsToldToWait() {
    var tried = 0;
    var status = 0;
    while (status != 429 && tried++ < 1_000) {
      status =
          service
              .send(
                  service
                      .request(PATH, null)
                      .header("Content-Type", "application/json")
                      .header("X-Forwarded-For", "192.0.2.7")
                      .POST(BodyPublishers.ofString("{}")))
              .status();
    }
    assertThat(status).isEqualTo(429);
    assertThat(raw("{}").status()).as("another address").isEqualTo(400);
  }

  private static Answer raw(String body) {
    return service.send(
        service
            .request(PATH, null)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
  }
}
