package vn.antin.admin.dossiers;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Standing orders of the administrator's units.
 *
 * @param enabled whether the installation has standing orders at all
 * @param seals units whose seal an order could use
 * @param typed what was typed into a proposal that was refused
 */
public record OrdersPage(
    List<Order> orders,
    boolean enabled,
    boolean stale,
    List<Seal> seals,
    Typed typed,
    @Nullable String done,
    @Nullable String problem) {
  public OrdersPage {
    orders = List.copyOf(orders);
    seals = List.copyOf(seals);
  }

  /** A standing order. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Order(
      String id,
      @Nullable String unitName,
      @Nullable String client,
      List<String> types,
      @Nullable Instant validFrom,
      @Nullable Instant validTo,
      int perMinute,
      int perDay,
      @Nullable String note,
      String state,
      @Nullable String proposedBy,
      @Nullable Instant proposedAt,
      @Nullable String approvedBy,
      @Nullable Instant approvedAt,
      boolean mayApprove,
      boolean mayStop,
      int today) {
    public Order {
      types = List.copyOf(Objects.requireNonNullElse(types, List.of()));
    }

    public String typeList() {
      return String.join("; ", types);
    }

    /** Class of the state's badge. */
    public String tone() {
      return switch (state) {
        case "active" -> "ok";
        case "proposed", "suspended" -> "warn";
        default -> "";
      };
    }
  }

  /** A unit that has a seal. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Seal(@Nullable String unitId, @Nullable String unit) {}

  /** The fields of a proposal as they were typed. */
  public record Typed(
      String unit,
      String client,
      String types,
      String until,
      String perMinute,
      String perDay,
      String note) {
    public Typed {
      unit = Objects.requireNonNullElse(unit, "");
      client = Objects.requireNonNullElse(client, "");
      types = Objects.requireNonNullElse(types, "");
      until = Objects.requireNonNullElse(until, "");
      perMinute = Objects.requireNonNullElse(perMinute, "");
      perDay = Objects.requireNonNullElse(perDay, "");
      note = Objects.requireNonNullElse(note, "");
    }

    static final Typed NOTHING = new Typed("", "", "", "", "60", "2000", "");
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Orders(@Nullable List<Order> items, boolean enabled, boolean stale) {
    List<Order> all() {
      return Objects.requireNonNullElse(items, List.of());
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Seals(@Nullable List<Seal> items) {
    List<Seal> all() {
      return Objects.requireNonNullElse(items, List.of());
    }
  }
}
