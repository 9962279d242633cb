package vn.antin.signing.certificate.form;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.antin.signing.TestProvince.CHAIRMAN;
import static vn.antin.signing.TestProvince.CLERK;
import static vn.antin.signing.TestProvince.COMMUNE;
import static vn.antin.signing.TestProvince.OTHER_COMMUNE;
import static vn.antin.signing.TestProvince.PROVINCE;
import static vn.antin.signing.TestProvince.VILLAGER;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.util.io.pem.PemReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.antin.signing.Answer;
import vn.antin.signing.Peer;
import vn.antin.signing.RunningService;
import vn.antin.signing.TestDatabase;
import vn.antin.signing.TestProvince;
import vn.antin.signing.TestSigning;
import vn.antin.signing.certificate.CertificateAuthority;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.TestAuthority;
import vn.antin.signing.engine.appearance.paper.PaperWriter;

/** Papers to outside authorities, read by other people's programs. */
final class FormEndpointTest {
  private static RunningService service;
  private static TestSigning steps;
  private static String administrator;

  @BeforeAll
  static void start() {
    service =
        RunningService.prepare(
            TestDatabase.create(),
            "antin.development-authority.enabled=false",
            "antin.certificates.authority=" + TestAuthority.NAME,
            "antin.certificate-forms.addressee=Cục Chứng thực số và Bảo mật thông tin");
    service.with(CertificateAuthority.class, new TestAuthority(service.clock)).up();
    service.authServer.replacePeople(TestProvince.items());
    steps = new TestSigning(service);
    steps.awaitPeople();
    administrator = steps.administrator(CHAIRMAN, PROVINCE);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String made(String path, Map<String, Object> holder) {
    var answer = service.postJson(path, administrator, holder);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().path("id").asString("");
  }

  /** What the paper says, as poppler reads it; qpdf finds nothing wrong with it. */
  private static String text(Answer answer) throws IOException {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
    Peer.need("qpdf", "qpdf");
    Peer.need("pdftotext", "poppler-utils");
    var file = Peer.file(answer.body());
    var checked = Peer.run("qpdf", "--check", file);
    assertThat(checked.exit()).as(checked.text()).isZero();
    assertThat(Peer.run("pdffonts", file).text().lines().skip(2))
        .isNotEmpty()
        .allMatch(line -> line.contains("LiberationSerif") && line.contains("yes yes yes"));
    var out = Files.createTempFile("form", ".txt");
    assertThat(Peer.run("pdftotext", "-enc", "UTF-8", file, out.toString()).exit()).isZero();
    var text = Files.readString(out).replaceAll("\\s+", " ");
    Files.delete(out);
    Files.delete(Path.of(file));
    return text;
  }

  @Test
  void aRequestForAnOfficialIsAPaperWithNameUnitAndPost() throws Exception {
    var id = made("/certificate-requests", Map.of("official", VILLAGER));

    var text = text(service.get("/certificate-requests/" + id + "/form.pdf", administrator));

    assertThat(text)
        .contains(
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "TỈNH LẠNG SƠN",
            "XÃ ĐỒNG ĐĂNG",
            "GIẤY ĐỀ NGHỊ CẤP CHỨNG THƯ SỐ",
            "Nghị định số 68/2024/NĐ-CP",
            "Kính gửi: Cục Chứng thực số và Bảo mật thông tin",
            "Loại chứng thư số: cá nhân",
            "Họ và tên: Lê Văn Cường",
            "Chức vụ: Công chức",
            "Đơn vị công tác: Xã Đồng Đăng",
            "Thư điện tử công vụ: …",
            "NGƯỜI ĐỀ NGHỊ",
            "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",
            id);
    var pem =
        service
            .get("/certificate-requests/" + id, administrator)
            .json()
            .path("request")
            .asString("");
    try (var reader = new PemReader(new StringReader(pem))) {
      var digest =
          HexFormat.of().formatHex(Certificates.sha256(reader.readPemObject().getContent()));
      assertThat(text.replace(" ", "")).contains(digest);
    }
  }

  @Test
  void aRequestForASealIsOfTheAgency() throws Exception {
    var id = made("/certificate-requests", Map.of("unit", COMMUNE));

    assertThat(text(service.get("/certificate-requests/" + id + "/form.pdf", administrator)))
        .contains("Loại chứng thư số: cơ quan, tổ chức", "Tên cơ quan, tổ chức: Xã Đồng Đăng")
        .doesNotContain("Chức vụ");
  }

  @Test
  void revocationAndSuspensionNameTheCertificateAndTheReason() throws Exception {
    var id = made("/certificates", Map.of("official", CLERK));
    var path = "/certificates/" + id;
    var file = service.get(path, administrator).json();

    assertThat(text(service.get(path + "/revocation-form.pdf?reason=device-lost", administrator)))
        .contains(
            "GIẤY ĐỀ NGHỊ THU HỒI CHỨNG THƯ SỐ",
            "Trần Thị Bình",
            "Thiết bị",
            "Điều 17",
            file.path("serialNumber").asString("?"));
    assertThat(
            text(
                service.get(
                    path + "/suspension-form.pdf?reason=under-investigation", administrator)))
        .contains("GIẤY ĐỀ NGHỊ TẠM DỪNG CHỨNG THƯ SỐ", "Trần Thị Bình");
    assertThat(
            service
                .get(path + "/revocation-form.pdf?reason=under-investigation", administrator)
                .status())
        .isEqualTo(400);
    assertThat(service.get(path + "/revocation-form.pdf?reason=none", administrator).status())
        .isEqualTo(400);
    assertThat(service.get("/certificate-requests/" + id + "/form.pdf", administrator).status())
        .as("issued here, without a request to anybody")
        .isEqualTo(404);
  }

  @Test
  void whoAdministersAnotherUnitGetsNoPaper() {
    var id = made("/certificate-requests", Map.of("unit", PROVINCE));
    var elsewhere = steps.administrator(CLERK, OTHER_COMMUNE);

    assertThat(service.get("/certificate-requests/" + id + "/form.pdf", elsewhere).status())
        .isEqualTo(404);
    assertThat(
            service
                .get("/certificates/" + id + "/revocation-form.pdf?reason=left", elsewhere)
                .status())
        .isEqualTo(404);
    assertThat(service.get("/certificate-requests/" + id + "/form.pdf", null).status())
        .isEqualTo(401);
  }

  @Test
  void anythingMayStandInANameAndThePaperIsStillOne() throws Exception {
    Peer.need("qpdf", "qpdf");
    var facts =
        new FormFacts(
            false,
            "Lê\u0000\n\u202E🙂 漢字 " + "x".repeat(5_000),
            "  ",
            null,
            "Ü".repeat(300),
            service.clock.instant(),
            null,
            new FormFacts.Certified(
                "CN=" + "a b ".repeat(400),
                "",
                "f".repeat(40),
                service.clock.instant(),
                service.clock.instant()));
    var form =
        new Forms(new FormProperties("", "Mẫu số …"))
            .revoke(facts, Objects.requireNonNull(facts.certified()), "Lý do");

    var checked = Peer.run("qpdf", "--check", Peer.file(PaperWriter.pdf(form)));

    assertThat(checked.exit()).as(checked.text()).isZero();
  }
}
