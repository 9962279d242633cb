package vn.antin.signing.certificate.list;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.OTHER_COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestProvince.VILLAGER;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.ldap.peer.Slapd;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestDatabase;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.TestAuthority;

/** The certificates that an outside authority publishes in a real OpenLDAP. */
final class DirectoryListTest {
  private static final UUID NEIGHBOUR = UUID.fromString("00000000-0000-7000-8000-000000000015");
  private static final String CARRIED_OUT = "/certificate-lists?source=directory";
  private static final String SERVERS = "/certificate-lists/directory";
  private static final String PREVIEW = CARRIED_OUT + "&preview=true";

  /** A running service and who administers all of it. */
  private record Desk(RunningService service, TestSigning steps, String administrator)
      implements AutoCloseable {
    static Desk at(RunningService service) {
      var items = TestProvince.items();
      items.add(TestProvince.official(NEIGHBOUR, "official0005", "Hoàng Thị Dung", "active"));
      items.add(TestProvince.assignment(5, NEIGHBOUR, OTHER_COMMUNE, "Công chức"));
      service.authServer.replacePeople(items);
      var steps = new TestSigning(service);
      steps.awaitPosts(NEIGHBOUR, 1);
      steps.awaitPeople();
      return new Desk(service, steps, steps.administrator(CHAIRMAN, PROVINCE));
    }

    /** An administrator of one commune is shown that commune's people and nobody else's. */
    void showsNobodyFromElsewhere() {
      var elsewhere = steps.administrator(CLERK, OTHER_COMMUNE);
      var ordered = service.post(PREVIEW, elsewhere);
      assertThat(ordered.json().path("total").asInt()).as(ordered.text()).isEqualTo(1);
      var path = "/certificate-jobs/" + ordered.json().path("id").asString("");
      TestSigning.eventually(() -> service.get(path, elsewhere).json().has("finishedAt"));
      assertThat(service.get(path + "/rows", elsewhere).text())
          .contains("Hoàng Thị Dung")
          .doesNotContain("Cường", "Bình", "official");
      assertThat(
              service
                  .database
                  .superuser()
                  .sql("SELECT count(*) FROM certificate_job_row WHERE job_id = :job::uuid")
                  .param("job", ordered.json().path("id").asString(""))
                  .query(Long.class)
                  .single())
          .isEqualTo(1);
    }

    Answer order(String address) {
      return service.post(address, administrator);
    }

    Answer get(String path) {
      return service.get(path, administrator);
    }

    /** The address of a job that has come to its end. */
    String ended(Answer ordered) {
      assertThat(ordered.status()).as(ordered.text()).isEqualTo(202);
      var path = "/certificate-jobs/" + ordered.json().path("id").asString("");
      TestSigning.eventually(() -> get(path).json().has("finishedAt"));
      return path;
    }

    @Override
    public void close() {
      service.close();
    }
  }

  private static String entry(String username, byte[] certificate) {
    return """
    dn: uid=%1$s,%2$s
    changetype: add
    objectClass: inetOrgPerson
    uid: %1$s
    cn: Holder
    sn: Holder
    userCertificate;binary:: %3$s

    """
        .formatted(username, Slapd.USER_BASE, Base64.getEncoder().encodeToString(certificate));
  }

  @Test
  void whatIsPublishedIsPreviewedRegisteredAndThenUnchanged(@TempDir Path folder) throws Exception {
    var anchors = Files.createDirectory(folder.resolve("anchors"));
    try (var slapd = Slapd.startIn(Files.createDirectory(folder.resolve("slapd")))) {
      var service =
          RunningService.prepare(
              TestDatabase.create(),
              "antin.development-authority.enabled=false",
              "antin.validation.trust-anchors=" + anchors,
              "antin.certificate-directory.urls=" + slapd.ldapsUrl(),
              "antin.certificate-directory.transport=ldaps",
              "antin.certificate-directory.trust-file=" + slapd.certificate(),
              "antin.certificate-directory.bind-dn=" + Slapd.READER,
              "antin.certificate-directory.bind-password-file=" + slapd.readerPasswordFile(),
              "antin.certificate-directory.base=" + Slapd.USER_BASE);
      var outside = new TestAuthority(service.clock);
      Files.writeString(
          anchors.resolve("outside.pem"),
          Certificates.pem("CERTIFICATE", Certificates.encode(outside.root())));
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      var key = generator.generateKeyPair().getPublic();
      var certificate =
          Certificates.encode(
              outside.certificate(
                  new X500Name("CN=Lê Văn Cường"), key, Duration.ofDays(300), false));
      slapd.modify(
          entry("official0004", certificate)
              + entry("official0002", certificate)
              + entry("official0005", certificate));
      service.up();
      try (var desk = Desk.at(service)) {
        var preview = desk.ended(desk.order(PREVIEW));

        assertThat(desk.get(preview).json().path("source").asString()).isEqualTo("directory");
        assertThat(desk.get(preview + "/rows?state=done").text()).contains("Lê Văn Cường");
        assertThat(desk.get(preview + "/rows?state=failed").text())
            .contains("Trần Thị Bình", "subject-unconfirmed");
        var job = desk.ended(service.post(preview + "/carry-out", desk.administrator()));
        assertThat(desk.get(job).json().path("done").asInt()).isEqualTo(1);
        var again = desk.ended(desk.order(CARRIED_OUT));
        assertThat(desk.get(again).json().path("skipped").asInt()).isEqualTo(1);
        assertThat(desk.get("/certificates?source=usb-token").text()).contains("Lê Văn Cường");
        desk.showsNobodyFromElsewhere();

        var servers = desk.get(SERVERS);
        assertThat(servers.json().path("servers").path(0).asString(""))
            .as(servers.text())
            .isEqualTo(slapd.ldapsUrl().toString());
        slapd.kill();
        var refused = desk.order(PREVIEW);
        assertThat(refused.problem()).isEqualTo("directory-unreachable");
        assertThat(refused.json().path("reason").asString()).isEqualTo("directory-unreachable");
      }
    }
  }

  @Test
  void theDirectoryIsNotAskedForWhoHoldsNoPowerAnyMore() {
    try (var desk = Desk.at(RunningService.start())) {
      var refused = desk.service().post(PREVIEW, desk.steps().administrator(VILLAGER, COMMUNE));

      assertThat(refused.problem()).isEqualTo("not-permitted");
    }
  }

  @Test
  void withoutADirectoryThereIsNothingToRead() {
    try (var desk = Desk.at(RunningService.start())) {
      var refused = desk.order(PREVIEW);

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.json().path("reason").asString()).isEqualTo("directory-absent");
      assertThat(
              desk.service()
                  .postJson("/certificate-jobs", desk.administrator(), Map.of("kind", "import"))
                  .problem())
          .isEqualTo("invalid-request");
      assertThat(desk.get(SERVERS).text()).isEqualTo("{\"servers\":[]}");
    }
  }

  @Test
  void aListIsReadFromOnePlaceAndWhereThatIsIsForAdministrators() {
    try (var desk = Desk.at(RunningService.start())) {
      assertThat(desk.service().postJson(PREVIEW, desk.administrator(), Map.of()).problem())
          .isEqualTo("invalid-request");
      assertThat(desk.order("/certificate-lists?source=elsewhere").problem())
          .isEqualTo("invalid-request");
      assertThat(desk.service().get(SERVERS, desk.steps().official(VILLAGER)).problem())
          .isEqualTo("not-permitted");
    }
  }
}
