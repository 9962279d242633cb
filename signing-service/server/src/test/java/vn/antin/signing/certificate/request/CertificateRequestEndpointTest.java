package vn.antin.signing.certificate.request;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.OTHER_COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestProvince.VILLAGER;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestDatabase;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.DistinguishedName;
import vn.antin.signing.certificate.TestAuthority;
import vn.antin.signing.key.Keys;
import vn.antin.signing.token.KeyLabel;

/** An outside authority is asked, its answer taken in; tokens elsewhere are made known. */
final class CertificateRequestEndpointTest {
  private static RunningService service;
  private static TestAuthority outside;
  private static TestSigning steps;
  private static String administrator;

  @BeforeAll
  static void start(@TempDir Path anchors) throws Exception {
    service =
        RunningService.prepare(
            TestDatabase.create(),
            "antin.development-authority.enabled=false",
            "antin.validation.trust-anchors=" + anchors);
    outside = new TestAuthority(service.clock);
    Files.writeString(anchors.resolve("outside.pem"), pem(outside.root()));
    service.up();
    service.authServer.replacePeople(TestProvince.items());
    steps = new TestSigning(service);
    steps.awaitPeople();
    administrator = steps.administrator(CHAIRMAN, PROVINCE);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String request(Map<String, Object> holder) {
    var answer = service.postJson("/certificate-requests", administrator, holder);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().path("id").asString("");
  }

  private static JsonNode line(String id) {
    return service.get("/certificate-requests/" + id, administrator).json();
  }

  private static PublicKey key(String id) throws Exception {
    var parsed =
        (PKCS10CertificationRequest)
            new PEMParser(new StringReader(line(id).path("request").asString(""))).readObject();
    var key = new JcaPKCS10CertificationRequest(parsed).getPublicKey();
    assertThat(parsed.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key)))
        .isTrue();
    return key;
  }

  private static X509Certificate certificate(PublicKey key) {
    return certificate(key, "Lê Văn Cường");
  }

  private static X509Certificate certificate(PublicKey key, String name) {
    return outside.certificate(
        new X500Name("CN=" + name + ",OU=Xã Đồng Đăng,C=VN"), key, Duration.ofDays(300), false);
  }

  private static String pem(X509Certificate... certificates) {
    return Stream.of(certificates)
        .map(each -> Certificates.pem("CERTIFICATE", Certificates.encode(each)))
        .collect(joining());
  }

  private static Answer answer(String id, String certificates) {
    return service.postJson(
        "/certificate-requests/" + id + "/answer",
        administrator,
        Map.of("certificates", certificates));
  }

  private static PublicKey anyKey() throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair().getPublic();
  }

  @Test
  void theAnswerOfAnOutsideAuthorityIsTakenInWhenItFitsTheKeyAndThenSigns() throws Exception {
    var id = request(Map.of("official", VILLAGER));
    var second =
        service.postJson("/certificate-requests", administrator, Map.of("official", VILLAGER));
    assertThat(second.problem()).isEqualTo("certificate-state");
    assertThat(second.json().path("state").asString("")).isEqualTo("issuing");
    assertThat(second.json().path("status").asInt()).isEqualTo(409);
    var key = key(id);

    assertThat(answer(id, pem(certificate(anyKey()), outside.root())).problem())
        .isEqualTo("certificate-unfit");
    var stranger = new TestAuthority(service.clock);
    var forged =
        stranger.certificate(
            new X500Name("CN=Lê Văn Cường,C=VN"), key, Duration.ofDays(300), false);
    assertThat(answer(id, pem(forged, stranger.root())).problem())
        .as("an authority that nobody here knows, sent along")
        .isEqualTo("certificate-unfit");
    assertThat(answer(id, pem(certificate(key, "Nguyễn Văn An"))).problem())
        .isEqualTo("subject-unconfirmed");
    assertThat(answer(id, "nonsense").problem()).isEqualTo("certificate-unfit");
    assertThat(line(id).path("status").asString()).isEqualTo("waiting");
    assertThat(answer(id, pem(outside.root(), certificate(key))).status()).isEqualTo(204);

    assertThat(line(id).path("status").asString()).isEqualTo("answered");
    var file = service.get("/certificates/" + id, administrator).json();
    assertThat(file.path("source").asString()).isEqualTo("request");
    assertThat(file.path("chain")).hasSize(2);
    var token = steps.official(VILLAGER);
    var signing = steps.request(token, id, steps.upload(token, TestPdfs.saying("outside")));
    assertThat(steps.sign(signing, steps.approve(VILLAGER, signing)).status()).isEqualTo(200);
    assertThat(answer(id, pem(outside.root(), certificate(key))).status()).isEqualTo(404);
  }

  @Test
  void aBagOfCertificatesIsTakenInToo() throws Exception {
    var id = request(Map.of("unit", COMMUNE));
    var generator = new CMSSignedDataGenerator();
    generator.addCertificates(
        new JcaCertStore(List.of(outside.root(), certificate(key(id), "Xã Đồng Đăng"))));
    var bag = generator.generate(new CMSAbsentContent()).getEncoded();

    assertThat(answer(id, Base64.getEncoder().encodeToString(bag)).status()).isEqualTo(204);
    assertThat(service.get("/certificates/" + id, administrator).json().path("kind").asString())
        .isEqualTo("seal");
  }

  @Test
  void aRequestIsGivenUpAndAskedAnewAndFoundByItsStatus() {
    var id = request(Map.of("unit", PROVINCE));
    assertThat(ids("waiting")).contains(id);
    assertThat(ids("answered")).doesNotContain(id);

    assertThat(service.post("/certificate-requests/" + id + "/cancel", administrator).status())
        .isEqualTo(204);
    assertThat(line(id).path("status").asString()).isEqualTo("given-up");
    assertThat(ids("waiting")).doesNotContain(id);
    assertThat(ids("given-up")).contains(id);
    assertThat(service.get("/certificate-requests?status=unheard", administrator).status())
        .isEqualTo(400);
    request(Map.of("unit", PROVINCE));
  }

  private static List<String> ids(String status) {
    return service
        .get("/certificate-requests?status=" + status, administrator)
        .json()
        .path("items")
        .valueStream()
        .map(each -> each.path("id").asString(""))
        .toList();
  }

  @Test
  void whoAdministersAnotherUnitSeesAndDoesNothing() throws Exception {
    var id = request(Map.of("official", CLERK));
    var elsewhere = steps.administrator(CLERK, OTHER_COMMUNE);
    var path = "/certificate-requests/" + id;

    assertThat(service.get(path, elsewhere).status()).isEqualTo(404);
    assertThat(service.get("/certificate-requests", elsewhere).json().path("items")).isEmpty();
    assertThat(service.post(path + "/cancel", elsewhere).status()).isEqualTo(404);
    assertThat(
            service
                .postJson(
                    path + "/answer",
                    elsewhere,
                    Map.of("certificates", pem(outside.root(), certificate(key(id)))))
                .status())
        .isEqualTo(404);
    assertThat(
            service
                .postJson("/certificate-requests", elsewhere, Map.of("official", VILLAGER))
                .status())
        .isEqualTo(404);
  }

  @Test
  void aUsbTokenIsKnownByItsCertificateAndNeverSignedWithHere() throws Exception {
    var sent = pem(certificate(anyKey(), "TRẦN THỊ  BÌNH"), outside.root());
    var body = Map.of("official", CLERK, "certificates", sent);

    var made = service.postJson("/certificates/usb-tokens", administrator, body);

    assertThat(made.status()).as(made.text()).isEqualTo(201);
    var id = made.json().path("id").asString("");
    var shown = service.get("/certificates/" + id, administrator).json();
    assertThat(shown.path("source").asString()).isEqualTo("usb-token");
    assertThat(shown.path("key").path("basis").asString(""))
        .as("nobody here asked that token")
        .isEqualTo("certificate");
    assertThat(shown.path("key").path("bits").asInt(0)).isEqualTo(2048);
    assertThat(shown.path("key").path("algorithms").get(0).asString(""))
        .isEqualTo("RSA_PKCS1_SHA256");
    assertThat(service.postJson("/certificates/usb-tokens", administrator, body).problem())
        .isEqualTo("certificate-state");
    var token = steps.official(CLERK);
    var wish =
        Map.of(
            "credentialID",
            UUID.fromString(id),
            "documents",
            List.of(steps.upload(token, TestPdfs.saying("usb"))),
            "level",
            "PAdES-BASELINE-B");
    var request = service.postJson("/signature-requests", token, wish).json();
    assertThat(steps.sign(request, steps.approve(CLERK, request)).problem())
        .as("the key is not here")
        .isEqualTo("credential-not-usable");

    var again = new HashMap<String, Object>(body);
    again.put("official", VILLAGER);
    assertThat(service.postJson("/certificates/usb-tokens", administrator, again).problem())
        .isEqualTo("subject-unconfirmed");
    again.put("confirmSubject", true);
    assertThat(service.postJson("/certificates/usb-tokens", administrator, again).status())
        .as("what one said whose it is keeps nobody from saying it of another")
        .isEqualTo(201);
    assertThat(
            service
                .database
                .superuser()
                .sql(
                    "SELECT facts ->> 'named' FROM audit.entry WHERE type ="
                        + " 'certificate.registered' ORDER BY id")
                .query(String.class)
                .list())
        .containsExactly("true", "false");
  }

  @Test
  void aCertificateWhoseKeyIsHereIsOnNoToken() throws Exception {
    var id = request(Map.of("unit", COMMUNE));
    var sent = pem(outside.root(), certificate(key(id), "Xã Đồng Đăng"));
    assertThat(answer(id, sent).status()).isEqualTo(204);

    var body = new HashMap<String, Object>(Map.of("unit", COMMUNE, "certificates", sent));
    for (var whose : List.of("in force", "revoked")) {
      var refused = service.postJson("/certificates/usb-tokens", administrator, body);
      assertThat(refused.problem()).as(whose).isEqualTo("certificate-state");
      assertThat(refused.json().path("state").asString("")).as(whose).isEqualTo("known");
      service.postJson(
          "/certificates/" + id + "/revoke", administrator, Map.of("reason", "superseded"));
    }
    assertThat(service.get("/certificates/" + id, administrator).json().path("status").asString())
        .isEqualTo("revoked");
  }

  @Test
  void aServersCertificateIsNoOfficials() throws Exception {
    for (var purpose : List.of(KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_timeStamping)) {
      var server = tokens(anyKey(), purpose);
      var refused = service.postJson("/certificates/usb-tokens", administrator, server);
      assertThat(refused.problem()).isEqualTo("certificate-unfit");
      assertThat(refused.json().path("reason").asString("")).isEqualTo("not-for-signatures");
    }

    var official =
        tokens(anyKey(), KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_emailProtection);
    assertThat(service.postJson("/certificates/usb-tokens", administrator, official).status())
        .isEqualTo(201);
  }

  private static Map<String, Object> tokens(PublicKey key, KeyPurposeId... purposes) {
    var leaf =
        outside.certificate(
            new X500Name("CN=Trần Thị Bình,C=VN"), key, Duration.ofDays(300), false, purposes);
    return Map.of("official", CLERK, "certificates", pem(leaf, outside.root()));
  }

  /** As if it had been begun long ago. */
  private static void age(String id) {
    service
        .database
        .superuser()
        .sql("UPDATE credential SET created_at = created_at - interval '1 hour' WHERE id = :id")
        .param("id", UUID.fromString(id))
        .update();
  }

  @Test
  void anAnswerAndACancellationAtOnceLeaveNoCertificateWithoutItsKey() throws Exception {
    for (var round = 0; round < 4; round++) {
      var id = request(Map.of("unit", COMMUNE));
      var sent = pem(certificate(key(id), "Xã Đồng Đăng"));
      try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
        var answers =
            both.invokeAll(
                List.<Callable<Answer>>of(
                    () -> answer(id, sent),
                    () -> service.post("/certificate-requests/" + id + "/cancel", administrator)));
        for (var each : answers) {
          assertThat(each.get().status()).isIn(204, 404);
        }
      }
      var label = new KeyLabel("credential-" + id);
      if (line(id).path("status").asString().equals("answered")) {
        assertThat(service.bean(Keys.class).find(label)).isPresent();
      } else {
        age(id);
        TestSigning.eventually(() -> service.bean(Keys.class).find(label).isEmpty());
      }
    }
  }

  @Test
  void aNameThatLooksLikeEncodedBytesIsTakenAsItIs() throws Exception {
    service.authServer.add(
        TestProvince.official(VILLAGER, "official0004", "#0c0568656c6c6f", "active"));
    TestSigning.eventually(() ->
        service
            .database
            .superuser()
            .sql("SELECT display_name FROM official WHERE id = :id")
            .param("id", VILLAGER)
            .query(String.class)
            .single()
            .startsWith("#"));
    try {
      var id = request(Map.of("official", VILLAGER));
      assertThat(
              DistinguishedName.names(certificate(key(id), "\\#0c0568656c6c6f"), "#0c0568656c6c6f"))
          .isTrue();
      var parsed =
          (PKCS10CertificationRequest)
              new PEMParser(new StringReader(line(id).path("request").asString(""))).readObject();
      assertThat(parsed.getSubject().getRDNs(BCStyle.CN)[0].getFirst().getValue())
          .hasToString("#0c0568656c6c6f");
      service.post("/certificate-requests/" + id + "/cancel", administrator);
    } finally {
      service.authServer.add(
          TestProvince.official(VILLAGER, "official0004", "Lê Văn Cường", "active"));
      TestSigning.eventually(() ->
          service
              .database
              .superuser()
              .sql("SELECT display_name FROM official WHERE id = :id")
              .param("id", VILLAGER)
              .query(String.class)
              .single()
              .startsWith("Lê"));
    }
  }
}
