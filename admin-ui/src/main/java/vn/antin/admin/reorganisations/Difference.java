package vn.antin.admin.reorganisations;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a rehearsal changed, as the auth-server tells it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Difference(
    Totals totals,
    List<UnitLine> units,
    List<MovedLine> moved,
    List<UnplacedLine> unplaced,
    List<RoleLine> roles,
    List<SealLine> seals) {

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Totals(
      int unitsMade, int unitsEnded, int unitsChanged, int officials, int unplaced, int roles) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Look(String code, String name, String kind, @Nullable String parent) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record UnitLine(
      UUID unit, @Nullable Look was, @Nullable Look becomes, List<String> successors) {
    /** How the line is marked: made, ended or changed. */
    public String mark() {
      return was == null ? "made" : becomes == null ? "ended" : "changed";
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record MovedLine(String from, String to, int officials) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record UnplacedLine(String displayName, String title, String unit) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record RoleLine(String displayName, String role, String unit) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SealLine(String unit, List<String> custody) {}
}
