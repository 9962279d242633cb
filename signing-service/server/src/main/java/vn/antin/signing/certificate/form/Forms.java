package vn.antin.signing.certificate.form;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.engine.appearance.paper.Paper;

/** Words the papers. They go to Vietnamese authorities and are Vietnamese in every language. */
final class Forms {
  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final String DECREE = "Nghị định số 68/2024/NĐ-CP";

  private final FormProperties properties;

  Forms(FormProperties properties) {
    this.properties = properties;
  }

  /** Asks for a certificate over the key of a request. */
  Paper issue(FormFacts facts, UUID id, byte[] request) {
    var lines = holder(facts);
    lines.add(new Paper.Line("Mã yêu cầu", id.toString()));
    lines.add(new Paper.Line("Ngày lập yêu cầu", day(facts.createdAt())));
    lines.add(
        new Paper.Line(
            "Mã băm SHA-256 của tệp yêu cầu (PKCS#10)",
            HexFormat.of().formatHex(Certificates.sha256(request))));
    return form(facts, "GIẤY ĐỀ NGHỊ CẤP CHỨNG THƯ SỐ", lines, "cấp chứng thư số");
  }

  /** Asks to revoke a certificate. */
  Paper revoke(FormFacts facts, FormFacts.Certified certified, String reason) {
    return form(
        facts,
        "GIẤY ĐỀ NGHỊ THU HỒI CHỨNG THƯ SỐ",
        ending(facts, certified, reason),
        "thu hồi chứng thư số");
  }

  /** Asks to suspend a certificate. */
  Paper suspend(FormFacts facts, FormFacts.Certified certified, String reason) {
    return form(
        facts,
        "GIẤY ĐỀ NGHỊ TẠM DỪNG CHỨNG THƯ SỐ",
        ending(facts, certified, reason),
        "tạm dừng chứng thư số");
  }

  private List<Paper.Line> ending(FormFacts facts, FormFacts.Certified certified, String reason) {
    var lines = holder(facts);
    lines.add(new Paper.Line("Số hiệu chứng thư số", certified.serialNumber()));
    lines.add(new Paper.Line("Nơi cấp", certified.issuer()));
    lines.add(new Paper.Line("Tên trong chứng thư số", certified.subject()));
    lines.add(
        new Paper.Line("Thời hạn", "từ " + day(certified.from()) + " đến " + day(certified.to())));
    lines.add(new Paper.Line("Lý do (Điều 17 " + DECREE + ")", reason));
    return lines;
  }

  private static List<Paper.Line> holder(FormFacts facts) {
    var lines = new ArrayList<Paper.Line>();
    lines.add(new Paper.Line("Loại chứng thư số", facts.seal() ? "cơ quan, tổ chức" : "cá nhân"));
    if (facts.seal()) {
      lines.add(new Paper.Line("Tên cơ quan, tổ chức", facts.holder()));
    } else {
      lines.add(new Paper.Line("Họ và tên", facts.holder()));
      lines.add(new Paper.Line("Chức vụ", Objects.requireNonNullElse(facts.title(), "")));
      lines.add(new Paper.Line("Đơn vị công tác", Objects.requireNonNullElse(facts.unit(), "")));
    }
    lines.add(new Paper.Line("Thư điện tử công vụ", ""));
    return lines;
  }

  private Paper form(FormFacts facts, String title, List<Paper.Line> lines, String wish) {
    var form = properties.form().strip();
    return new Paper(
        agency(facts),
        title,
        "(Theo " + DECREE + (form.isEmpty() ? "" : ", " + form) + ")",
        properties.addressee().strip(),
        lines,
        "Đề nghị " + wish + " theo các thông tin trên đây.");
  }

  private static List<String> agency(FormFacts facts) {
    var agency = new ArrayList<String>();
    var above = facts.above();
    if (above != null) {
      agency.add(above);
    }
    var unit = facts.unit();
    if (unit != null) {
      agency.add(unit);
    }
    return agency;
  }

  private static String day(Instant instant) {
    return DAY.format(instant.atZone(VIETNAM));
  }
}
