package vn.antin.auth.org;

/**
 * The limit of an administrator's power, for every statement about other people's accounts.
 *
 * <p>An account is within the scope when it has a post, held now or to come, in a unit that the
 * caller administers today or in one below it. Who holds no post any more stays with the unit of
 * the last one; who never held one is within the scope of those who administer a root of the tree.
 */
public final class Scope {
  /**
   * A subquery of the account ids within the scope; for {@code id IN (…)}. Parameters: {@code
   * caller} (uuid) and {@code today} (date).
   */
  public static final String ACCOUNTS =
      """
      WITH scope AS (
        SELECT DISTINCT below.unit_id
        FROM role_grant g JOIN org_unit_ancestor below ON below.ancestor_id = g.unit_id
        WHERE g.account_id = :caller
          AND g.role IN ('security-administrator', 'unit-administrator')
          AND g.valid_from <= :today AND (g.valid_to IS NULL OR g.valid_to > :today)
      )
      SELECT s.account_id
      FROM scope JOIN post p ON p.unit_id = scope.unit_id JOIN assignment s ON s.post_id = p.id
      WHERE s.valid_to IS NULL OR s.valid_to > :today
         OR NOT EXISTS (SELECT FROM assignment later
                        WHERE later.account_id = s.account_id
                          AND (later.valid_to IS NULL OR later.valid_to > s.valid_to))
      UNION ALL
      SELECT unplaced.id FROM account unplaced
      WHERE EXISTS (SELECT FROM scope JOIN org_unit u ON u.id = scope.unit_id
                    WHERE u.parent_id IS NULL)
        AND NOT EXISTS (SELECT FROM assignment s WHERE s.account_id = unplaced.id)
      """;

  private Scope() {}
}
