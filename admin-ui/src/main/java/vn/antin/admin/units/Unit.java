package vn.antin.admin.units;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A unit as the auth-server tells it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Unit(
    UUID id,
    @Nullable UUID parentId,
    String kind,
    String code,
    String name,
    LocalDate validFrom,
    @Nullable LocalDate validTo,
    long version) {

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listing(@Nullable List<Unit> items, @Nullable String next) {
    List<Unit> units() {
      return items == null ? List.of() : items;
    }
  }

  /** An identifier of the unit. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Identifier(
      String identifier, String scheme, LocalDate validFrom, @Nullable LocalDate validTo) {}

  /** A unit with all there is to tell about it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Details(
      Unit unit,
      List<Unit> path,
      List<Unit> history,
      List<Identifier> identifiers,
      List<Unit> predecessors,
      List<Unit> successors) {}

  /** A post of the unit. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Post(UUID id, String title, LocalDate validFrom) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Posts(List<Post> items) {}

  /** Who holds a post of the unit. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Holding(
      UUID accountId,
      String displayName,
      UUID postId,
      String kind,
      LocalDate validFrom,
      @Nullable LocalDate validTo) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Holdings(List<Holding> items, @Nullable String next) {}
}
