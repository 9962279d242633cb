package vn.antin.signing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A small province: items of the people feed, and the ids that tests speak of. */
public final class TestProvince {
  public static final UUID PROVINCE = UUID.fromString("00000000-0000-7000-8000-000000000001");
  public static final UUID COMMUNE = UUID.fromString("00000000-0000-7000-8000-000000000002");
  public static final UUID OTHER_COMMUNE = UUID.fromString("00000000-0000-7000-8000-000000000003");
  public static final UUID CHAIRMAN = UUID.fromString("00000000-0000-7000-8000-000000000011");
  public static final UUID CLERK = UUID.fromString("00000000-0000-7000-8000-000000000012");
  public static final UUID VILLAGER = UUID.fromString("00000000-0000-7000-8000-000000000013");

  private TestProvince() {}

  public static List<Map<String, Object>> items() {
    var items = new ArrayList<Map<String, Object>>();
    items.add(unit(PROVINCE, null, "province", "H37", "Tỉnh Lạng Sơn"));
    items.add(unit(COMMUNE, PROVINCE, "commune", "H37.01", "Xã Đồng Đăng"));
    items.add(unit(OTHER_COMMUNE, PROVINCE, "commune", "H37.02", "Xã Na Sầm"));
    items.add(official(CHAIRMAN, "official0001", "Nguyễn Văn An", "active"));
    items.add(official(CLERK, "official0002", "Trần Thị Bình", "active"));
    items.add(official(VILLAGER, "official0004", "Lê Văn Cường", "active"));
    items.add(assignment(1, CHAIRMAN, PROVINCE, "Chủ tịch"));
    items.add(assignment(2, CLERK, PROVINCE, "Văn thư"));
    items.add(assignment(3, VILLAGER, COMMUNE, "Công chức"));
    items.add(role(1, CLERK, PROVINCE, "records-clerk", null));
    items.add(role(2, CHAIRMAN, PROVINCE, "security-administrator", null));
    items.add(role(3, CLERK, OTHER_COMMUNE, "unit-administrator", null));
    return items;
  }

  public static Map<String, Object> unit(
      UUID id, @Nullable UUID parent, String kind, String code, String name) {
    var item = new java.util.HashMap<String, Object>();
    item.put("type", "unit");
    item.put("id", id.toString());
    if (parent != null) {
      item.put("parentId", parent.toString());
    }
    item.put("kind", kind);
    item.put("code", code);
    item.put("name", name);
    item.put("validFrom", "2025-07-01");
    return item;
  }

  public static Map<String, Object> official(
      UUID id, String username, String displayName, String status) {
    return Map.of(
        "type", "official",
        "id", id.toString(),
        "username", username,
        "displayName", displayName,
        "status", status);
  }

  public static Map<String, Object> assignment(int number, UUID official, UUID unit, String title) {
    return Map.of(
        "type",
        "assignment",
        "id",
        new UUID(0x7000L, number).toString(),
        "officialId",
        official.toString(),
        "unitId",
        unit.toString(),
        "title",
        title,
        "kind",
        "main",
        "validFrom",
        "2025-07-01T00:00:00Z");
  }

  public static Map<String, Object> role(
      int number, UUID official, UUID unit, String role, @Nullable String validTo) {
    var item = new java.util.HashMap<String, Object>();
    item.put("type", "role");
    item.put("id", new UUID(0x8000L, number).toString());
    item.put("officialId", official.toString());
    item.put("unitId", unit.toString());
    item.put("role", role);
    item.put("validFrom", "2025-07-01T00:00:00Z");
    if (validTo != null) {
      item.put("validTo", validTo);
    }
    return item;
  }

  /** A post held, as the feed tells it in full. */
  public static Map<String, Object> seat(
      int number,
      UUID official,
      UUID unit,
      String title,
      String rank,
      String kind,
      @Nullable String validTo) {
    var item = new java.util.HashMap<>(assignment(number, official, unit, title));
    item.put("postId", post(number).toString());
    item.put("rank", rank);
    item.put("kind", kind);
    if (validTo != null) {
      item.put("validTo", validTo);
    }
    return item;
  }

  /** The post that {@link #seat} holds. */
  public static UUID post(int number) {
    return new UUID(0x9000L, number);
  }

  /** A record of delegated signing between two seats. */
  public static Map<String, Object> delegation(
      UUID id,
      String form,
      UUID unit,
      UUID delegator,
      int delegatorSeat,
      UUID delegate,
      int delegateSeat,
      String validTo) {
    var item = new java.util.HashMap<String, Object>();
    item.put("type", "delegation");
    item.put("id", id.toString());
    item.put("form", form);
    item.put("unitId", unit.toString());
    item.put("delegatorId", delegator.toString());
    item.put("delegatorPostId", post(delegatorSeat).toString());
    item.put("delegateId", delegate.toString());
    item.put("delegatePostId", post(delegateSeat).toString());
    item.put("validFrom", "2025-07-01");
    item.put("validTo", validTo);
    return item;
  }
}
