package vn.antin.signing.authority.founding;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestSigning.eventually;

import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.Answer;
import vn.antin.signing.Peer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.authority.Authorities;
import vn.antin.signing.authority.CaKeys;
import vn.antin.signing.authority.TestIssuing;
import vn.antin.signing.authority.ceremony.TestCeremony;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;

/** A root that never was near the service, and an authority under it. */
final class FoundingTest {
  private static final String BASE = "http://ca.langson.example.vn";
  private static final String SUBJECT = "C=VN,O=UBND tỉnh Lạng Sơn,CN=Ấn Tín Lạng Sơn";

  private static TestCeremony ceremony;
  private static RunningService service;
  private static String administrator;
  private static String stranger;

  @BeforeAll
  static void start() throws Exception {
    ceremony = new TestCeremony(BASE);
    var founded = ceremony.init("C=VN,O=UBND tỉnh Lạng Sơn,CN=Gốc");
    assertThat(founded.exit()).as(founded.said()).isZero();
    assertThat(ceremony.init(SUBJECT).exit()).isEqualTo(1);
    var roots =
        founded.said().lines().filter(each -> each.contains("antin.authority.roots=")).findFirst();
    service =
        RunningService.start(
            "antin.development-authority.enabled=false",
            "antin.authority.base-url=" + BASE,
            roots.orElseThrow().replaceFirst(".*: ", ""));
    var people = new ArrayList<>(TestProvince.items());
    people.add(TestProvince.role(77, CHAIRMAN, PROVINCE, "security-administrator", null));
    service.authServer.replacePeople(people);
    var steps = new TestSigning(service);
    steps.awaitPeople();
    eventually(() -> roles() > 0);
    administrator = steps.administrator(CHAIRMAN, PROVINCE);
    stranger = steps.administrator(CLERK, PROVINCE);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static long roles() {
    return service
        .database
        .superuser()
        .sql("SELECT count(*) FROM role_held WHERE role = 'security-administrator'")
        .query(Long.class)
        .single();
  }

  private static Answer put(String path, String token, Object body) {
    return service.send(
        service
            .request(path, token)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body))));
  }

  @Test
  void anAuthorityIsFoundedUnderARootThatIsElsewhere() throws Exception {
    var wanted = Map.of("name", "langson", "subject", SUBJECT);
    assertThat(service.postJson("/authority/requests", stranger, wanted).status()).isEqualTo(403);
    assertThat(service.postJson("/authority/requests", null, wanted).status()).isEqualTo(401);
    var answer = service.postJson("/authority/requests", administrator, wanted);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var again = service.postJson("/authority/requests", administrator, wanted);
    assertThat(again.status()).as("a lost answer can be had again").isEqualTo(200);

    var request =
        Path.of(
            Peer.file(answer.json().path("request").asString("").getBytes(StandardCharsets.UTF_8)));
    var out = request.resolveSibling(request.getFileName() + ".crt");
    var signed =
        ceremony.run("sign-request", "--request", request.toString(), "--out", out.toString());
    assertThat(signed.exit()).as(signed.said()).isZero();
    assertThat(ceremony.read("record.txt")).contains("founded", "signing", "signed", "list 1");

    aRootThatIsNotInConfigurationIsRefused(request);
    var right = Map.of("certificate", Files.readString(out), "root", ceremony.read("root.pem"));
    assertThat(put("/authority/langson/certificate", stranger, right).status()).isEqualTo(403);
    var done = put("/authority/langson/certificate", administrator, right);
    assertThat(done.status()).as(done.text()).isEqualTo(204);
    assertThat(put("/authority/langson/certificate", administrator, right).status()).isEqualTo(404);

    listOfTheRoot();
    itIssuesAndTellsStatus();
    aRootTakenOutOfConfigurationIsNoAnchorAnyMore();
  }

  @Test
  void aKeyThatACeremonyMadeIsTakenByItsLabelAndNoOther() {
    var keys = service.bean(CaKeys.class);
    var label = KeyLabel.ofAuthority("mong-cai");
    var made = keys.generate(label, KeyKind.EC_P384, "ceremony");
    var other = KeyLabel.ofAuthority("lang-giai");
    keys.generate(other, KeyKind.EC_P384, "ceremony");
    var wanted = new HashMap<>(Map.of("name", "mong-cai", "subject", SUBJECT));
    for (var wrong :
        List.of(other.value(), "antin-ceremony", KeyLabel.ofAuthority("mong-cai").value())) {
      wanted.put("label", wrong);
      var refused = service.postJson("/authority/requests", administrator, wanted);
      assertThat(refused.problem()).as(wrong).isEqualTo("certificate-refused");
    }
    wanted.put("label", "no label");
    assertThat(service.postJson("/authority/requests", administrator, wanted).status())
        .isEqualTo(400);

    wanted.put("label", label.value());
    var answer = service.postJson("/authority/requests", administrator, wanted);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(requestedKey(answer)).isEqualTo(made);
    wanted.remove("label");
    assertThat(requestedKey(service.postJson("/authority/requests", administrator, wanted)))
        .as("the name waits with that key")
        .isEqualTo(made);
    var late = Map.of("name", "mong-cai", "subject", SUBJECT, "label", other(keys).value());
    assertThat(service.postJson("/authority/requests", administrator, late).problem())
        .isEqualTo("certificate-refused");
  }

  private static KeyLabel other(CaKeys keys) {
    var label = KeyLabel.ofAuthority("mong-cai");
    keys.generate(label, KeyKind.EC_P256, "ceremony");
    return label;
  }

  private static PublicKey requestedKey(Answer answer) {
    try (var parser = new PEMParser(new StringReader(answer.json().path("request").asString("")))) {
      return new JcaPKCS10CertificationRequest((PKCS10CertificationRequest) parser.readObject())
          .getPublicKey();
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(answer.text(), e);
    }
  }

  private static void aRootThatIsNotInConfigurationIsRefused(Path request) throws Exception {
    var other = new TestCeremony(BASE);
    other.init("C=VN,O=X,CN=Y");
    var theirs = request.resolveSibling(request.getFileName() + ".theirs");
    var signed =
        other.run("sign-request", "--request", request.toString(), "--out", theirs.toString());
    assertThat(signed.exit()).as(signed.said()).isZero();
    var certificate = Files.readString(theirs);

    var refused =
        put(
            "/authority/langson/certificate",
            administrator,
            Map.of("certificate", certificate, "root", other.read("root.pem"), "rootName", "two"));

    assertThat(refused.problem()).isEqualTo("certificate-refused");
    assertThat(refused.json().path("reasons")).hasSize(1);
    assertThat(refused.text()).contains("antin.authority.roots");
    var mixed =
        put(
            "/authority/langson/certificate",
            administrator,
            Map.of("certificate", certificate, "root", ceremony.read("root.pem")));
    assertThat(mixed.problem()).isEqualTo("certificate-refused");
    assertThat(mixed.text()).contains("the root did not sign it");
    assertThat(service.bean(Authorities.class).all()).isEmpty();
  }

  private static void aRootTakenOutOfConfigurationIsNoAnchorAnyMore() {
    var authorities = service.bean(Authorities.class);
    assertThat(authorities.roots()).hasSize(1);
    assertThat(authorities.intermediates()).hasSize(1);
    assertThat(service.get("/authority/root.pem", null).status()).isEqualTo(200);
    try (var later =
        RunningService.start(service.database, "antin.development-authority.enabled=false")) {
      assertThat(later.bean(Authorities.class).all()).hasSize(2);
      assertThat(later.bean(Authorities.class).roots()).isEmpty();
      assertThat(later.bean(Authorities.class).intermediates()).isEmpty();
      assertThat(later.get("/authority/root.pem", null).status()).isEqualTo(404);
    }
  }

  private static void listOfTheRoot() throws Exception {
    var list = Map.of("list", ceremony.read("root.crl.pem"));
    var given = put("/authority/root/list", administrator, list);
    assertThat(given.status()).as(given.text()).isEqualTo(204);
    assertThat(put("/authority/root/list", administrator, list).problem())
        .isEqualTo("certificate-refused");
    assertThat(service.get("/crl/root.crl", null).status()).isEqualTo(200);
    assertThat(ceremony.run("crl").exit()).isZero();
    assertThat(
            put(
                    "/authority/root/list",
                    administrator,
                    Map.of("list", ceremony.read("root.crl.pem")))
                .status())
        .isEqualTo(204);
  }

  private static void itIssuesAndTellsStatus() throws Exception {
    Peer.need("openssl", "openssl");
    var issued = new TestIssuing(service).client("may-chu");
    var leaf = Peer.pem(issued.certificate());
    var issuer = Peer.pem(issued.issuers().get(0));
    var root = Peer.file(ceremony.read("root.pem").getBytes(StandardCharsets.UTF_8));
    eventually(() -> service.get("/crl/langson.crl", null).status() == 200);
    var lists = ceremony.read("root.crl.pem");
    var crl = Peer.file(service.get("/crl/langson.crl", null).body());
    Peer.run("openssl", "crl", "-inform", "DER", "-in", crl, "-out", crl + ".pem");
    var both =
        Peer.file(
            (lists + Files.readString(Path.of(crl + ".pem"))).getBytes(StandardCharsets.UTF_8));

    var said =
        Peer.run(
            "openssl",
            "verify",
            "-x509_strict",
            "-crl_check_all",
            "-CRLfile",
            both,
            "-CAfile",
            root,
            "-untrusted",
            issuer,
            leaf);
    assertThat(said.exit()).as(said.text()).isZero();

    var revoked =
        Map.of("serialNumber", issued.certificate().getSerialNumber().toString(16), "reason", 4);
    var number = "/authority/langson/certificates/" + revoked.get("serialNumber");
    assertThat(service.get(number, stranger).status()).isEqualTo(403);
    assertThat(service.get(number, administrator).json().path("subject").asString(""))
        .contains("may-chu");
    assertThat(service.get(number, administrator).json().has("revokedAt")).isFalse();
    assertThat(service.get(number + "0", administrator).status()).isEqualTo(404);
    assertThat(service.get(number.toUpperCase(Locale.ROOT), administrator).status())
        .isNotEqualTo(200);
    assertThat(service.postJson("/authority/langson/revocations", stranger, revoked).status())
        .isEqualTo(403);
    assertThat(service.postJson("/authority/langson/revocations", administrator, revoked).status())
        .isEqualTo(204);
    assertThat(service.postJson("/authority/langson/revocations", administrator, revoked).status())
        .isEqualTo(404);
    assertThat(service.get(number, administrator).json().path("reason").asInt()).isEqualTo(4);
    whoseFateIsUnknownIsListedUntilItIsTakenBack();
    eventually(() ->
        Peer.run(
                "openssl",
                "ocsp",
                "-issuer",
                issuer,
                "-cert",
                leaf,
                "-CAfile",
                root,
                "-verify_other",
                issuer,
                "-url",
                "http://localhost:" + service.port() + "/ocsp")
            .text()
            .contains(": revoked"));
  }

  private static void whoseFateIsUnknownIsListedUntilItIsTakenBack() {
    var list = "/authority/langson/unknown-certificates";
    assertThat(service.get(list, stranger).status()).isEqualTo(403);
    assertThat(service.get(list, administrator).json().path("items")).isEmpty();
    service
        .database
        .superuser()
        .sql(
            """
            INSERT INTO issued_certificate (authority, serial_number, profile, key_sha256, state,
              valid_from, valid_to, intended_at)
            VALUES ('langson', 'abc123', 'tls-client', '\\x00', 'unknown', now(),
              now() + interval '1 year', now())
            """)
        .update();
    var item = service.get(list, administrator).json().path("items").get(0);
    assertThat(item.path("serialNumber").asString()).isEqualTo("abc123");
    assertThat(item.has("subject")).isFalse();
    var back = Map.of("serialNumber", "abc123", "reason", 5);
    assertThat(service.postJson("/authority/langson/revocations", administrator, back).status())
        .isEqualTo(204);
    assertThat(service.get(list, administrator).json().path("items")).isEmpty();
  }

  @Test
  void theCeremonyRefusesWhatItDoesNotUnderstand() throws Exception {
    var ceremony = new TestCeremony(BASE);
    assertThat(ceremony.run("dance").exit()).isEqualTo(2);
    assertThat(ceremony.run("init-root").said()).contains("--subject is missing");
    assertThat(ceremony.init("CN=No country").said())
        .contains("nothing was signed", "subject-required");
    assertThat(Files.exists(ceremony.folder.resolve("root.key"))).isFalse();
    assertThat(ceremony.run("crl").exit()).isEqualTo(1);
    var none = Peer.file("nothing".getBytes(StandardCharsets.UTF_8));
    ceremony.init("C=VN,O=X,CN=Y");
    assertThat(ceremony.run("sign-request", "--request", none, "--out", none + ".crt").said())
        .contains("no certification request");
    assertThat(ceremony.run("revoke", "--serial", "abc", "--reason", "4").said())
        .contains("signed no certificate abc");
  }
}
