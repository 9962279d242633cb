package vn.antin.auth.provisioning.spreadsheet;

import vn.antin.auth.org.Power;
import vn.antin.auth.org.Scope;

/**
 * The limit of one import: the unit it speaks about and those below, and those only as long as the
 * one who started it may manage people there.
 */
final class ImportScope {
  /**
   * Opens a statement, which may then contain {@link Scope#ALLOWS}; its parameters include {@code
   * unit}, {@code caller} (the owner) and {@code today}.
   */
  static final String UNITS =
      """
      WITH scope AS MATERIALIZED (
        SELECT below.unit_id FROM org_unit_ancestor below
        WHERE below.ancestor_id = :unit AND below.ancestor_id IN (
      """
          + Scope.units(Power.MANAGE_PEOPLE)
          + """
              SELECT unit_id FROM scope))
          """;

  /**
   * Whether account {@code a} holds a role over a unit outside of the import, or a power that the
   * owner does not hold: whoever manages people in one commune manages neither the administrator of
   * the province who has a post there nor the commune's security administrator.
   */
  static final String MIGHTIER =
      """
      (EXISTS (SELECT FROM role_grant held
               WHERE held.account_id = a.id AND (held.valid_to IS NULL OR held.valid_to > :today)
                 AND held.unit_id NOT IN (SELECT unit_id FROM scope))
       OR NOT (%s))
      """
          .formatted(Scope.NOT_ABOVE);

  private ImportScope() {}
}
