package vn.antin.signing.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x500.X500Name;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestDatabase;
import vn.antin.signing.TestPdfs;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.TestAuthority;

/** A service, officials whose keys are elsewhere, and the calls that an agent makes. */
public final class TestAgent implements AutoCloseable {
  public final RunningService service;
  public final TestSigning steps;
  private final TestAuthority outside;
  private int officials = 700;

  private TestAgent(RunningService service, TestAuthority outside) {
    this.service = service;
    this.outside = outside;
    this.steps = new TestSigning(service);
  }

  public static TestAgent start(Path anchors, String... settings) throws IOException {
    var all = new ArrayList<>(List.of(settings));
    all.add("antin.validation.trust-anchors=" + anchors);
    all.add("antin.agent.per-minute=100000");
    var service = RunningService.prepare(TestDatabase.create(), all.toArray(String[]::new));
    var outside = new TestAuthority(service.clock);
    Files.writeString(
        anchors.resolve("outside.pem"),
        Certificates.pem("CERTIFICATE", Certificates.encode(outside.root())));
    service.up();
    service.authServer.replacePeople(TestProvince.items());
    var agent = new TestAgent(service, outside);
    agent.steps.awaitPeople();
    return agent;
  }

  @Override
  public void close() {
    service.close();
  }

  /** An official of the commune, the key in their hands and its registered certificate. */
  public record Person(
      UUID id, String name, KeyPair key, X509Certificate certificate, String credential) {
    public String sign(byte[] bytes) {
      try {
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key.getPrivate());
        signature.update(bytes);
        return Base64.getEncoder().encodeToString(signature.sign());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  public Person person() {
    var number = officials++;
    var id = UUID.randomUUID();
    var name = "Hoàng Văn " + number;
    service.authServer.add(TestProvince.official(id, "official" + number, name, "active"));
    service.authServer.add(TestProvince.assignment(number, id, COMMUNE, "Công chức"));
    steps.awaitPosts(id, 1);
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      var key = generator.generateKeyPair();
      var certificate =
          outside.certificate(
              new X500Name("CN=" + name + ",C=VN"), key.getPublic(), Duration.ofDays(300), false);
      var made =
          service.postJson(
              "/certificates/usb-tokens",
              administrator(),
              Map.of(
                  "official",
                  id,
                  "certificates",
                  Certificates.pem("CERTIFICATE", Certificates.encode(certificate))));
      assertThat(made.status()).as(made.text()).isEqualTo(201);
      return new Person(id, name, key, certificate, made.json().path("id").asString(""));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Moves the clock and waits until the copy of people is fresh again. */
  public void forward(Duration step) {
    service.clock.advance(step);
    var fresh = service.clock.instant().minusSeconds(60).atOffset(java.time.ZoneOffset.UTC);
    TestSigning.eventually(() ->
        service
                .database
                .superuser()
                .sql("SELECT count(*) FROM people_feed WHERE synced_at >= :fresh")
                .param("fresh", fresh)
                .query(Long.class)
                .single()
            == 1);
  }

  public String administrator() {
    return steps.administrator(CHAIRMAN, PROVINCE);
  }

  /** A request of so many documents, to be signed with the person's token. */
  public String request(Person person, int documents) {
    var token = steps.official(person.id());
    var ids =
        IntStream.range(0, documents)
            .mapToObj(each -> steps.upload(token, TestPdfs.saying(person.id() + " " + each)))
            .toArray(String[]::new);
    return steps.request(token, person.credential(), ids).path("id").asString("");
  }

  public Answer make(Person person, String request) {
    return service.post(jobOf(request), steps.official(person.id()));
  }

  static String jobOf(String request) {
    return "/signature-requests/" + request + "/agent-job";
  }

  JsonNode stands(Person person, String request) {
    return service.get(jobOf(request), steps.official(person.id())).json();
  }

  /** A job as the agent has it after it pulled and verified it. */
  public record Pulled(String handle, String secret, JsonNode claims, SignedJWT jws) {
    JsonNode document(int number) {
      return claims.path("documents").get(number);
    }

    public byte[] bytes(int number) {
      return Base64.getDecoder().decode(document(number).path("bytes").asString(""));
    }

    int documents() {
      return claims.path("documents").size();
    }
  }

  static String handle(Answer made) {
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.json().path("link").asString("").replaceAll(".*/", "");
  }

  public Pulled pull(Answer made) {
    var handle = handle(made);
    var answer = service.get("/agent/jobs/" + handle, null);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    try {
      var jws = SignedJWT.parse(answer.json().path("job").asString(""));
      var key = ECKey.parse(published(jws.getHeader().getKeyID()).toString());
      assertThat(key.computeThumbprint().toString()).isEqualTo(jws.getHeader().getKeyID());
      assertThat(jws.verify(new ECDSAVerifier(key))).isTrue();
      var claims = JsonMapper.shared().readTree(jws.getPayload().toString());
      return new Pulled(handle, answer.json().path("secret").asString(""), claims, jws);
    } catch (java.text.ParseException | com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode published(String kid) {
    for (var key : service.get("/agent/jwks", null).json().path("keys")) {
      if (kid.equals(key.path("kid").asString(""))) {
        return key;
      }
    }
    throw new AssertionError("the job's key is not published");
  }

  Answer bring(Pulled job, Map<Integer, String> values) {
    return service.postJson(
        "/agent/jobs/" + job.handle() + "/signatures",
        null,
        Map.of(
            "secret",
            job.secret(),
            "signatures",
            values.entrySet().stream()
                .map(each -> Map.of("number", each.getKey(), "value", each.getValue()))
                .toList()));
  }

  /** What became of the one value that was brought. */
  public String brought(Pulled job, int number, String value) {
    var answer = bring(job, Map.of(number, value));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var taken = answer.json().path("signatures").get(0);
    return taken.path("state").asString("") + " " + taken.path("problem").asString("");
  }

  public List<String> trail(String request) {
    return service
        .database
        .superuser()
        .sql("SELECT type FROM audit.entry WHERE object = :id ORDER BY id")
        .param("id", request)
        .query((row, _) -> row.getString(1))
        .list();
  }
}
