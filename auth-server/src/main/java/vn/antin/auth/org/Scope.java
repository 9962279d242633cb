package vn.antin.auth.org;

/**
 * The limit of an administrator's power, for every statement about other people's accounts.
 *
 * <p>An account is within the scope when it has a post, held now or to come, in a unit that the
 * caller administers today or in one below it; one that was called off before it began counts only
 * for who has no other. Who holds no post any more stays with the unit of the last one; who never
 * held one is within the scope of those who administer a root of the tree.
 *
 * <p>A statement begins with {@link #units} and contains {@link #ALLOWS}; its parameters include
 * {@code caller} (uuid) and {@code today} (date).
 */
public final class Scope {
  /**
   * Whether account {@code a} is within the scope. Who administers every root of the tree is asked
   * nothing more; that keeps the list of a whole province as fast as that of a commune.
   */
  public static final String ALLOWS =
      """
      (SELECT EXISTS (SELECT FROM scope)) AND (
       (SELECT NOT EXISTS (SELECT FROM org_unit root
                           WHERE root.parent_id IS NULL
                             AND root.id NOT IN (SELECT unit_id FROM scope)))
       OR a.id IN (
         SELECT s.account_id
         FROM post p JOIN assignment s ON s.post_id = p.id
         WHERE p.unit_id = ANY (ARRAY (SELECT unit_id FROM scope))
           AND (s.valid_to IS NULL OR s.valid_to > greatest(s.valid_from, :today)
                OR NOT EXISTS (SELECT FROM assignment later
                               WHERE later.account_id = s.account_id
                                 AND (coalesce(later.valid_to > later.valid_from, true),
                                      coalesce(later.valid_to, 'infinity'))
                                   > (s.valid_to > s.valid_from, s.valid_to)))
         UNION ALL
         SELECT unplaced.id FROM account unplaced
         WHERE EXISTS (SELECT FROM org_unit root
                       WHERE root.parent_id IS NULL AND root.id IN (SELECT unit_id FROM scope))
           AND NOT EXISTS (SELECT FROM assignment s WHERE s.account_id = unplaced.id)))
      """;

  /**
   * Whether what concerns account {@code a} as a whole (its data, its access, how its official logs
   * in) is the caller's: the main post held today lies within the scope, or without one the last
   * post. A post held besides gives the unit a say in that post alone.
   */
  public static final String WHOLE =
      """
      (SELECT EXISTS (SELECT FROM scope)) AND (
       (SELECT NOT EXISTS (SELECT FROM org_unit root
                           WHERE root.parent_id IS NULL
                             AND root.id NOT IN (SELECT unit_id FROM scope)))
       OR (SELECT p.unit_id
           FROM assignment s JOIN post p ON p.id = s.post_id
           WHERE s.account_id = a.id
           ORDER BY coalesce(s.valid_to > s.valid_from, true) DESC,
             s.kind = 'main' AND s.valid_from <= :today
               AND (s.valid_to IS NULL OR s.valid_to > :today) DESC,
             coalesce(s.valid_to, 'infinity') DESC, s.kind = 'main' DESC, s.valid_from DESC, s.id
           LIMIT 1) IN (SELECT unit_id FROM scope)
       OR (EXISTS (SELECT FROM org_unit root
                   WHERE root.parent_id IS NULL AND root.id IN (SELECT unit_id FROM scope))
           AND NOT EXISTS (SELECT FROM assignment s WHERE s.account_id = a.id)))
      """;

  /**
   * Whether account {@code a} holds no power, now or to come, that the caller does not hold today
   * over the same units. Every statement that changes another's account, powers or factors contains
   * it beside {@link #ALLOWS}.
   */
  public static final String NOT_ABOVE =
      """
      NOT EXISTS (
        SELECT FROM role_grant t JOIN (VALUES %1$s) AS has (role, power) ON has.role = t.role
        WHERE t.account_id = a.id AND (t.valid_to IS NULL OR t.valid_to > :today)
          AND NOT EXISTS (
            SELECT FROM role_grant g
            JOIN (VALUES %1$s) AS own (role, power) ON own.role = g.role
            JOIN org_unit_ancestor below ON below.ancestor_id = g.unit_id
            WHERE g.account_id = :caller AND own.power = has.power AND below.unit_id = t.unit_id
              AND g.valid_from <= :today AND (g.valid_to IS NULL OR g.valid_to > :today)))
      """
          .formatted(Power.rolesInSql());

  private Scope() {}

  /** Opens the statement: the units over which the caller holds this power today. */
  public static String units(Power power) {
    return """
    WITH scope AS MATERIALIZED (
      SELECT DISTINCT below.unit_id
      FROM role_grant g JOIN org_unit_ancestor below ON below.ancestor_id = g.unit_id
      WHERE g.account_id = :caller
        AND g.role IN %s
        AND g.valid_from <= :today AND (g.valid_to IS NULL OR g.valid_to > :today)
    )
    """
        .formatted(power.inSql());
  }
}
