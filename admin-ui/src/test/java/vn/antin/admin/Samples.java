package vn.antin.admin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the services behind answer with in tests. */
final class Samples {
  private static final String[] FAMILY = {"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng"};
  private static final String[] GIVEN = {"Minh Anh", "Quốc Bảo", "Thu Hà", "Đức Long", "Ngọc Mai"};
  private static final String[] UNIT = {
    "Sở Nội vụ", "Sở Tài chính", "Ủy ban nhân dân xã Tân Lập", "Văn phòng UBND tỉnh"
  };

  private Samples() {}

  static Map<String, Object> me(String name) {
    return Map.of(
        "id",
        "5f3a1c1e-0000-4000-8000-000000000001",
        "username",
        "official0001",
        "displayName",
        name,
        "posts",
        List.of(
            Map.of("title", "Chủ tịch", "unit", "Ủy ban nhân dân tỉnh"),
            Map.of("title", "Trưởng ban", "unit", "Ban Chỉ đạo chuyển đổi số")),
        "roles",
        List.of());
  }

  static List<Map<String, String>> systems() {
    return List.of(
        Map.of("clientId", "qlvb", "name", "Quản lý văn bản", "url", "https://qlvb.tinh.example"),
        Map.of("clientId", "mcdt", "name", "Một cửa điện tử", "url", "https://motcua.tinh.example"),
        Map.of("clientId", "mail", "name", "Thư điện tử", "url", "https://mail.tinh.example"));
  }

  /** Sixty accounts in pages of the size asked for; a search for "khong" finds none. */
  static Map<String, @Nullable Object> accounts(Map<String, String> query) {
    var items = new ArrayList<Map<String, String>>();
    int from = Integer.parseInt(query.getOrDefault("after", "0"));
    int most = Integer.parseInt(query.getOrDefault("limit", "25"));
    int all = matches(query.getOrDefault("q", ""));
    for (int i = from; i < Math.min(all, from + most); i++) {
      items.add(
          Map.of(
              "id",
              "account-" + i,
              "username",
              "official%04d".formatted(i + 1),
              "displayName",
              FAMILY[i % FAMILY.length] + " " + GIVEN[i % GIVEN.length],
              "email",
              "official%04d@tinh.example".formatted(i + 1),
              "status",
              i % 11 == 7 ? "disabled" : "active",
              "unit",
              UNIT[i % UNIT.length],
              "post",
              i % 4 == 0 ? "Trưởng phòng" : "Chuyên viên"));
    }
    return listing(items, from + most < all ? String.valueOf(from + most) : null);
  }

  private static int matches(String search) {
    return search.isEmpty() ? 60 : search.equals("khong") ? 0 : 3;
  }

  static String name(int i) {
    return FAMILY[i % FAMILY.length] + " " + GIVEN[i % GIVEN.length];
  }

  static String unit(int i) {
    return UNIT[i % UNIT.length];
  }

  static Map<String, @Nullable Object> listing(List<?> items, @Nullable String next) {
    var listing = new HashMap<String, @Nullable Object>();
    listing.put("items", items);
    listing.put("next", next);
    return listing;
  }

  static Map<String, Object> credentials() {
    return Map.of(
        "items",
        List.of(
            credential("11111111-1111-4111-8111-111111111111", "official", "valid"),
            credential("22222222-2222-4222-8222-222222222222", "seal", "valid"),
            credential("33333333-3333-4333-8333-333333333333", "official", "expired")));
  }

  static Map<String, Object> tokenCredentials() {
    return Map.of(
        "items", List.of(credential("44444444-4444-4444-8444-444444444444", "official", "valid")));
  }

  private static Map<String, Object> credential(String id, String kind, String status) {
    var name = kind.equals("seal") ? "Ủy ban nhân dân tỉnh" : "Nguyễn Thị Minh Khai";
    return Map.of(
        "id",
        id,
        "kind",
        kind,
        "subject",
        "CN=" + name + ",O=Tỉnh mẫu,C=VN",
        "serialNumber",
        "5f0a77c31be",
        "validFrom",
        "2026-01-01T00:00:00Z",
        "validTo",
        "2028-01-01T00:00:00Z",
        "status",
        status,
        "keyAlgorithm",
        "RSA-3072",
        "unit",
        kind.equals("seal") ? "Sở <Tài chính>" : "Sở Nội vụ");
  }

  /** A report with one signature. */
  static Map<String, Object> report(String integrity, String trust, String revocation) {
    return Map.of(
        "signatures",
        List.of(
            Map.of(
                "fieldName",
                "Signature1",
                "signer",
                "CN=Nguyễn Thị Minh Khai,O=Ủy ban nhân dân tỉnh,C=VN",
                "issuer",
                "CN=Ấn Tín CA thử nghiệm,O=Tỉnh mẫu,C=VN",
                "signingTime",
                "2026-11-22T01:15:30Z",
                "coversWholeDocument",
                true,
                "integrity",
                integrity,
                "trust",
                trust,
                "revocation",
                revocation,
                "level",
                "PAdES-BASELINE-B",
                "messages",
                List.of("Chưa có dấu thời gian."))),
        "pages",
        3,
        "changedAfterSigning",
        false);
  }
}
