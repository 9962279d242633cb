package vn.antin.admin.applications;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may use an application, and as what.
 *
 * @param units to whose officials it is open; none for everyone
 * @param more address of the next grants, if there are more
 * @param done what has just been done, if anything
 * @param problem why it was not done, if it was not
 */
public record AccessPage(
    String id,
    List<Unit> units,
    List<Role> roles,
    List<Grant> grants,
    @Nullable String more,
    @Nullable String done,
    @Nullable String problem) {
  public AccessPage {
    units = List.copyOf(units);
    roles = List.copyOf(roles);
    grants = List.copyOf(grants);
  }

  /** The codes of the units, each on a line. */
  public String codes() {
    return units.stream().map(Unit::code).collect(Collectors.joining("\n"));
  }

  /** A unit as the auth-server names it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Unit(String id, String code, String name) {}

  /** A role that the application knows. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Role(String role, String label, boolean delegated) {}

  /** That somebody has a role. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Grant(
      String id,
      String role,
      @Nullable String account,
      @Nullable String post,
      String holder,
      String validFrom,
      @Nullable String validTo) {
    /** Whether one official, whoever holds a post, or a whole unit has it. */
    public String kind() {
      return account != null ? "official" : post != null ? "post" : "unit";
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Units(List<Unit> items) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Roles(List<Role> items) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Grants(List<Grant> items, @Nullable String next) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Given(String id) {}
}
