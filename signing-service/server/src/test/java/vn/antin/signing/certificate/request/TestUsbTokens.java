package vn.antin.signing.certificate.request;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;

import java.io.IOException;
import java.net.URI;
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
import java.util.Map;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestDatabase;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.OneTimeCode;
import vn.antin.signing.certificate.TestAuthority;

/** Officials with tokens of an outside authority, and a service that knows it. */
final class TestUsbTokens implements AutoCloseable {
  static final String SERVER = "http://localhost:9100";
  static final String PATH = "/usb-token-registrations";

  final RunningService service;
  final TestSigning steps;
  private final TestAuthority outside;
  private int officials = 500;

  private TestUsbTokens(RunningService service, TestAuthority outside) {
    this.service = service;
    this.outside = outside;
    this.steps = new TestSigning(service);
  }

  static TestUsbTokens start(Path anchors) throws IOException {
    var service =
        RunningService.prepare(
            TestDatabase.create(),
            "antin.development-authority.enabled=false",
            "antin.usb-token-registrations.per-minute=300",
            "antin.validation.trust-anchors=" + anchors);
    var outside = new TestAuthority(service.clock);
    Files.writeString(
        anchors.resolve("outside.pem"),
        Certificates.pem("CERTIFICATE", Certificates.encode(outside.root())));
    service.up();
    service.authServer.replacePeople(TestProvince.items());
    var tokens = new TestUsbTokens(service, outside);
    tokens.steps.awaitPeople();
    return tokens;
  }

  @Override
  public void close() {
    service.close();
  }

  /** An official of the commune and the token in their hands. */
  record Person(UUID id, String name, KeyPair key, X509Certificate certificate) {}

  Person person() throws GeneralSecurityException {
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

  X509Certificate certificate(KeyPair key, String name) {
    return outside.certificate(
        new X500Name("CN=" + name + ",C=VN"), key.getPublic(), Duration.ofDays(300), false);
  }

  long count(String statement) {
    return service.database.superuser().sql(statement).query(Long.class).single();
  }

  String administrator() {
    return steps.administrator(CHAIRMAN, PROVINCE);
  }

  JsonNode made(Map<String, Object> holder) {
    var answer = service.postJson("/certificates/usb-token-codes", administrator(), holder);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }

  String code(Person person) {
    return made(Map.of("official", person.id())).path("code").asString("");
  }

  Map<String, Object> proof(String code, Person person) {
    return proof(code, person, person.certificate(), SERVER);
  }

  Map<String, Object> proof(String code, Person person, X509Certificate said, String server) {
    var text =
        PossessionText.of(
            URI.create(server),
            OneTimeCode.parse(code).orElseThrow(),
            Certificates.fingerprint(said));
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

  Answer send(Map<String, Object> proof) {
    return service.postJson(PATH, null, proof);
  }

  List<@Nullable String> logged(String code) {
    return service
        .database
        .superuser()
        .sql("SELECT type FROM audit.entry WHERE object = :code ORDER BY id")
        .param("code", code)
        .query(String.class)
        .list();
  }
}
