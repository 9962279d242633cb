package vn.antin.auth.provisioning.scim;

/**
 * The limit of a client: the unit that it was given and those below. A statement begins with {@link
 * #UNITS}, may contain {@code org.Scope.ALLOWS}, and has the parameters {@code client} and {@code
 * today}.
 */
final class ScimScope {
  static final String UNITS =
      """
      WITH scope AS MATERIALIZED (
        SELECT below.unit_id
        FROM scim_client c JOIN org_unit_ancestor below ON below.ancestor_id = c.unit_id
        WHERE c.client_id = :client
      )
      """;

  /**
   * Account {@code a} holds a role, now or to come. A client holds none itself, so it changes
   * nobody who does: an administrator must.
   */
  static final String MIGHTIER =
      """
      EXISTS (SELECT FROM role_grant held
              WHERE held.account_id = a.id AND (held.valid_to IS NULL OR held.valid_to > :today))
      """;

  private ScimScope() {}
}
