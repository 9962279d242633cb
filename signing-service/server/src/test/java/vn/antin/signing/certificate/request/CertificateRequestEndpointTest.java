package vn.antin.signing.certificate.request;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.OTHER_COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestProvince.VILLAGER;

import java.io.StringReader;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
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
import tools.jackson.databind.JsonNode;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.certificate.TestAuthority;

/** An outside authority is asked, its answer taken in; tokens elsewhere are made known. */
final class CertificateRequestEndpointTest {
  private static RunningService service;
  private static TestAuthority outside;
  private static TestSigning steps;
  private static String administrator;

  @BeforeAll
  static void start() {
    service = RunningService.start("antin.development-authority.enabled=false");
    outside = new TestAuthority(service.clock);
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
    return outside.certificate(
        new X500Name("CN=Lê Văn Cường,OU=Xã Đồng Đăng,C=VN"), key, Duration.ofDays(300), false);
  }

  private static String pem(X509Certificate... certificates) throws Exception {
    var text = new StringBuilder();
    for (var each : certificates) {
      text.append("-----BEGIN CERTIFICATE-----\n")
          .append(Base64.getMimeEncoder().encodeToString(each.getEncoded()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    return text.toString();
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
    assertThat(
            service
                .postJson("/certificate-requests", administrator, Map.of("official", VILLAGER))
                .problem())
        .isEqualTo("certificate-state");
    var key = key(id);

    assertThat(answer(id, pem(certificate(anyKey()), outside.root())).problem())
        .isEqualTo("certificate-unfit");
    assertThat(answer(id, pem(certificate(key))).problem())
        .as("issuer unknown")
        .isEqualTo("certificate-unfit");
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
    generator.addCertificates(new JcaCertStore(List.of(outside.root(), certificate(key(id)))));
    var bag = generator.generate(new CMSAbsentContent()).getEncoded();

    assertThat(answer(id, Base64.getEncoder().encodeToString(bag)).status()).isEqualTo(204);
    assertThat(service.get("/certificates/" + id, administrator).json().path("kind").asString())
        .isEqualTo("seal");
  }

  @Test
  void aRequestIsGivenUpAndAskedAnew() {
    var id = request(Map.of("unit", PROVINCE));

    assertThat(service.post("/certificate-requests/" + id + "/cancel", administrator).status())
        .isEqualTo(204);
    assertThat(line(id).path("status").asString()).isEqualTo("given-up");
    request(Map.of("unit", PROVINCE));
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
    var sent = pem(certificate(anyKey()), outside.root());
    var body = Map.of("official", CHAIRMAN, "certificates", sent);

    var made = service.postJson("/certificates/usb-tokens", administrator, body);

    assertThat(made.status()).as(made.text()).isEqualTo(201);
    var id = made.json().path("id").asString("");
    assertThat(service.get("/certificates/" + id, administrator).json().path("source").asString())
        .isEqualTo("usb-token");
    assertThat(service.postJson("/certificates/usb-tokens", administrator, body).problem())
        .isEqualTo("certificate-state");
    var token = steps.official(CHAIRMAN);
    var wish =
        Map.of(
            "credentialID",
            UUID.fromString(id),
            "documents",
            List.of(steps.upload(token, TestPdfs.saying("usb"))),
            "level",
            "PAdES-BASELINE-B");
    assertThat(service.postJson("/signature-requests", token, wish).problem())
        .isEqualTo("credential-not-usable");
  }
}
