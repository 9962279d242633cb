package vn.antin.auth.org;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;

/** What an administrator may do to the people and units within the scope of a role. */
public enum Power {
  SEE_PEOPLE("security-administrator", "unit-administrator", "help-desk"),
  MANAGE_PEOPLE("security-administrator", "unit-administrator"),
  MANAGE_UNITS("security-administrator", "unit-administrator"),
  /** Begins an official's recovery; never chooses a password. */
  RESET_FACTORS("security-administrator", "help-desk"),
  GRANT_POWER("security-administrator"),
  READ_AUDIT("security-administrator", "auditor"),
  SET_POLICY("security-administrator");

  @SuppressWarnings("ImmutableEnumChecker") // List.of is
  private final List<String> roles;

  Power(String... roles) {
    this.roles = List.of(roles);
  }

  /** The roles that give this power. */
  public List<String> roles() {
    return roles;
  }

  /** The roles as a list of SQL texts. */
  String inSql() {
    return roles.stream().map(role -> "'" + role + "'").collect(joining(", ", "(", ")"));
  }

  /** Which role gives which power, as rows of SQL texts. */
  static String rolesInSql() {
    return Arrays.stream(values())
        .flatMap(
            power -> power.roles.stream().map(role -> "('%s', '%s')".formatted(role, power.name())))
        .collect(joining(", "));
  }
}
