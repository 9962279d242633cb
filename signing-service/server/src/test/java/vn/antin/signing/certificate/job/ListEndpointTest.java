package vn.antin.signing.certificate.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.OTHER_COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestProvince.VILLAGER;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

/** The list of an outside authority is looked at, then carried out, row by row. */
final class ListEndpointTest {
  private static final int MANY = 60;

  private RunningService service;
  private TestAuthority outside;
  private TestSigning steps;
  private String administrator;
  private KeyPair key;

  @BeforeEach
  void start(@TempDir Path anchors) throws Exception {
    service =
        RunningService.prepare(
            TestDatabase.create(),
            "antin.development-authority.enabled=false",
            "antin.certificate-jobs.list-size=1MB",
            "antin.certificate-jobs.rows=100",
            "antin.validation.trust-anchors=" + anchors);
    outside = new TestAuthority(service.clock);
    Files.writeString(anchors.resolve("outside.pem"), pem(outside.root()));
    service.up();
    service.authServer.replacePeople(TestProvince.items());
    steps = new TestSigning(service);
    steps.awaitPeople();
    administrator = steps.administrator(CHAIRMAN, PROVINCE);
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    key = generator.generateKeyPair();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static String pem(X509Certificate certificate) {
    return Certificates.pem("CERTIFICATE", Certificates.encode(certificate));
  }

  private String certificate(String name) {
    return certificate(outside, name, Duration.ofDays(300));
  }

  private String certificate(TestAuthority authority, String name, Duration life) {
    return Base64.getEncoder()
        .encodeToString(
            Certificates.encode(
                authority.certificate(
                    new X500Name("CN=" + name + ",C=VN"), key.getPublic(), life, false)));
  }

  private Answer bring(String token, String query, String list) {
    return service.send(
        service
            .request("/certificate-lists" + query, token)
            .header("Content-Type", "text/csv")
            .POST(BodyPublishers.ofString(list, UTF_8)));
  }

  private JsonNode ended(Answer ordered) {
    assertThat(ordered.status()).as(ordered.text()).isEqualTo(202);
    var path = "/certificate-jobs/" + ordered.json().path("id").asString("");
    TestSigning.eventually(() -> service.get(path, administrator).json().has("finishedAt"));
    return service.get(path, administrator).json();
  }

  private List<String> outcomes(JsonNode job) {
    return service
        .get("/certificate-jobs/" + job.path("id").asString("") + "/rows?limit=1000", administrator)
        .json()
        .path("items")
        .valueStream()
        .map(row ->
            "%d %s %s %s"
                .formatted(
                    row.path("number").asInt(),
                    row.path("holder").asString(""),
                    row.path("state").asString(""),
                    row.path("detail").asString("")))
        .toList();
  }

  private long count(String statement) {
    return service.database.superuser().sql(statement).query(Long.class).single();
  }

  @Test
  void aPreviewShowsWhatWouldComeOfEachRowAndIsThenCarriedOutOnce() {
    var stranger = new TestAuthority(service.clock);
    var list =
        """
        \uFEFFTên đăng nhập;Mã đơn vị;Ghi chú;Chứng thư số
        official0004;;;%s
        ;H37.01;Con dấu;"%s"
        official0002;;;%s
        nobody;;;%s
        official0002;;;%s
        official0002;;;%s
        official0002;;;nonsense
        official0001;;chính mình;%s
        official0002;H37;;%s
        official0002;;;
        """
            .formatted(
                certificate("Lê Văn Cường"),
                pem(
                    outside.certificate(
                        new X500Name("CN=Xã Đồng Đăng"),
                        key.getPublic(),
                        Duration.ofDays(9),
                        false)),
                certificate("Nguyễn Văn An"),
                certificate("Nobody"),
                certificate(stranger, "Trần Thị Bình", Duration.ofDays(300)),
                certificate(outside, "Trần Thị Bình", Duration.ofMinutes(-1)),
                certificate("Nguyễn Văn An"),
                certificate("Trần Thị Bình"));

    var preview = ended(bring(administrator, "?preview=true", list));

    assertThat(preview.path("kind").asString()).isEqualTo("import");
    assertThat(preview.path("source").asString()).isEqualTo("csv");
    assertThat(preview.path("preview").asBoolean()).isTrue();
    assertThat(preview.path("staged").asBoolean()).isTrue();
    assertThat(outcomes(preview))
        .containsExactly(
            "2 Lê Văn Cường done ",
            "3 Xã Đồng Đăng done ",
            "4 official0002 failed subject-unconfirmed",
            "5 nobody failed not-found",
            "6 official0002 failed chain-unknown",
            "7 official0002 failed certificate-expired",
            "8 official0002 failed certificate-unreadable",
            "9 official0001 failed own-certificate",
            "10 official0002 failed holder-unclear",
            "11 official0002 failed certificate-missing");
    assertThat(count("SELECT count(*) FROM credential")).isZero();
    assertThat(count("SELECT count(*) FROM audit.entry WHERE type = 'certificate.registered'"))
        .isZero();

    var path = "/certificate-jobs/" + preview.path("id").asString("") + "/carry-out";
    assertThat(service.post(path, steps.administrator(CLERK, OTHER_COMMUNE)).status())
        .isEqualTo(404);
    var job = ended(service.post(path, administrator));

    assertThat(outcomes(job)).containsExactly("2 Lê Văn Cường done ", "3 Xã Đồng Đăng done ");
    assertThat(service.post(path, administrator).status()).isEqualTo(404);
    assertThat(
            count(
                "SELECT count(*) FROM credential WHERE state = 'valid' AND source = 'usb-token'"
                    + " AND named_unit_id IS NOT NULL"))
        .isEqualTo(2);
    assertThat(count("SELECT count(*) FROM audit.entry WHERE type = 'certificate.registered'"))
        .isEqualTo(2);
    assertThat(count("SELECT count(*) FROM certificate_job_row WHERE certificates <> ''"))
        .as("what the list brought is kept by the credentials alone")
        .isZero();

    assertThat(outcomes(ended(bring(administrator, "", list))))
        .startsWith("2 Lê Văn Cường skipped unchanged", "3 Xã Đồng Đăng skipped unchanged");
    assertThat(count("SELECT count(*) FROM credential")).isEqualTo(2);
  }

  @Test
  void aListGoesOnAfterItsServiceWasEndedAndARowLeftBehindIsTakenAgain() {
    var list =
        IntStream.range(0, MANY)
            .mapToObj(_ -> "official0004," + certificate("Lê Văn Cường") + "\n")
            .collect(Collectors.joining("", "username,certificate\n", ""));
    var ordered = bring(administrator, "", list);
    service.down();
    service
        .database
        .superuser()
        .sql(
            """
            UPDATE certificate_job_row SET state = 'working', attempts = attempts + 1,
              not_before = now() - interval '1 minute'
            WHERE number = (SELECT max(number) FROM certificate_job_row) AND state <> 'done'
            """)
        .update();
    service.up();

    assertThat(ended(ordered).path("done").asInt()).isEqualTo(MANY);
    assertThat(count("SELECT count(*) FROM credential WHERE state = 'valid'")).isEqualTo(MANY);
    assertThat(count("SELECT count(*) FROM credential")).isEqualTo(MANY);
    assertThat(count("SELECT count(*) FROM audit.entry WHERE type = 'certificate.registered'"))
        .isEqualTo(MANY);
  }

  @Test
  void theSameCertificateTwiceInOneListIsRegisteredOnce() {
    var same = "official0004," + certificate("Lê Văn Cường") + "\n";

    var job = ended(bring(administrator, "", "username,certificate\n" + same.repeat(20)));

    assertThat(job.path("done").asInt()).isEqualTo(1);
    assertThat(job.path("skipped").asInt()).isEqualTo(19);
  }

  @Test
  void powerIsAskedForByRowAndRowsOfOthersAreAsIfTheyDidNotExist() {
    var elsewhere = steps.administrator(CLERK, OTHER_COMMUNE);
    var list = "username,certificate\nofficial0004," + certificate("Lê Văn Cường") + "\n";

    var ordered = bring(elsewhere, "", list);

    assertThat(ordered.status()).isEqualTo(202);
    var path = "/certificate-jobs/" + ordered.json().path("id").asString("");
    TestSigning.eventually(() -> service.get(path, elsewhere).json().has("finishedAt"));
    assertThat(service.get(path + "/rows", elsewhere).text())
        .contains("not-found", "official0004")
        .doesNotContain("Cường");
    assertThat(service.get(path, administrator).status()).isEqualTo(404);
    assertThat(bring(steps.official(VILLAGER), "", list).status()).isEqualTo(403);
    assertThat(count("SELECT count(*) FROM credential")).isZero();
  }

  @Test
  void whatIsTooLongOrNoListMakesNoJob() {
    assertThat(bring(administrator, "", "x".repeat(1_100_000)).problem())
        .isEqualTo("document-too-large");
    assertThat(
            bring(administrator, "", "username,certificate\n" + "an,MIIB\n".repeat(101)).problem())
        .isEqualTo("list-refused");
    var refused = bring(administrator, "", "name,certificate\nan,MIIB\n");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("reason").asString()).isEqualTo("headings-missing");
    assertThat(refused.json().path("row").asInt()).isEqualTo(1);
    assertThat(count("SELECT count(*) FROM certificate_job")).isZero();
  }

  @Test
  void anArchiveWhoseLinesAllNameOneFileIsRefusedWhole() throws IOException {
    var archive = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(archive)) {
      zip.putNextEntry(new ZipEntry("a.csv"));
      zip.write(("username,file\n" + "official0004,a.pem\n".repeat(90)).getBytes(UTF_8));
      zip.putNextEntry(new ZipEntry("a.pem"));
      zip.write(("-----BEGIN" + "x".repeat(100_000)).getBytes(UTF_8));
    }

    var refused =
        service.send(
            service
                .request("/certificate-lists", administrator)
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.ofByteArray(archive.toByteArray())));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("reason").asString()).isEqualTo("file-named-twice");
    assertThat(count("SELECT count(*) FROM certificate_job_row")).isZero();
    assertThat(count("SELECT count(*) FROM certificate_job")).isZero();
  }

  @Test
  void aPreviewThatNobodyCarriesOutLetsGoOfItsCertificates() {
    var list = "unit;certificate\nH37.01;" + certificate("Xã Đồng Đăng") + "\n";
    var preview = ended(bring(administrator, "?preview=true", list));
    assertThat(count("SELECT count(*) FROM certificate_job_row WHERE certificates <> ''"))
        .isEqualTo(1);

    service.clock.advance(Duration.ofDays(8));

    TestSigning.eventually(
        () -> count("SELECT count(*) FROM certificate_job_row WHERE certificates <> ''") == 0);
    var path = "/certificate-jobs/" + preview.path("id").asString("") + "/carry-out";
    TestSigning.eventually(
        () -> service.post(path, steps.administrator(CHAIRMAN, PROVINCE)).status() == 404);
    assertThat(count("SELECT count(*) FROM credential")).isZero();
  }
}
