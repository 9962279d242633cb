package vn.antin.auth.org;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;

/**
 * Who holds which post, held it, or will. Joins the caller's transaction; whether the one who asks
 * may, is the caller's matter.
 */
@Repository
public final class Assignments {
  /**
   * Assignments with post and unit as they were on {@code :day}; an assignment that has not begun
   * or has ended is told with its first or last post and unit.
   */
  static final String HOLDINGS =
      """
      SELECT s.id, s.account_id, a.username, a.display_name, s.post_id, v.title, v.unit_id,
             u.code, u.name, s.kind, s.valid_from, s.valid_to, s.version
      FROM assignment s
      JOIN account a ON a.id = s.account_id
      JOIN LATERAL (SELECT greatest(s.valid_from, least(CAST(:day AS date), s.valid_to - 1)) AS day)
        AS told ON true
      JOIN post_version v ON v.post_id = s.post_id AND v.valid_from <= told.day
        AND (v.valid_to IS NULL OR v.valid_to > told.day)
      JOIN org_unit_version u ON u.unit_id = v.unit_id AND u.valid_from <= told.day
        AND (u.valid_to IS NULL OR u.valid_to > told.day)
      """;

  private static final String ON_THE_DAY =
      " AND s.valid_from <= :day AND (s.valid_to IS NULL OR s.valid_to > :day)\n";

  private final JdbcClient jdbc;

  Assignments(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Gives a post to an official.
   *
   * @throws OrgException DATE when the post is none in all that time, MAIN_OVERLAPS when another
   *     main post is held in it
   */
  public AssignmentId create(NewAssignment wanted) {
    try {
      return jdbc.sql(
              """
              INSERT INTO assignment (account_id, post_id, kind, valid_from, valid_to)
              SELECT :account, p.id, :kind, :from, :until FROM post p
              WHERE p.id = :post AND p.valid_from <= :from
                AND (p.valid_to IS NULL OR p.valid_to >= CAST(:until AS date))
                AND NOT (:kind = 'main' AND EXISTS (
                  SELECT FROM assignment other
                  WHERE other.account_id = :account AND other.kind = 'main'
                    AND daterange(other.valid_from, other.valid_to)
                        && daterange(:from, CAST(:until AS date))))
              RETURNING id
              """)
          .param("account", wanted.account().value())
          .param("post", wanted.post().value())
          .param("kind", wanted.kind().value())
          .param("from", wanted.from())
          .param("until", wanted.until())
          .query((row, number) -> new AssignmentId(row.getObject("id", UUID.class)))
          .optional()
          .orElseThrow(() -> refusal(wanted));
    } catch (DataIntegrityViolationException e) {
      // No such account; or somebody else was faster.
      throw String.valueOf(e.getMessage()).contains("assignment_one_main")
          ? OrgException.of(OrgException.Code.MAIN_OVERLAPS, "kind")
          : OrgException.of(OrgException.Code.UNKNOWN, "accountId");
    }
  }

  private OrgException refusal(NewAssignment wanted) {
    boolean fits =
        jdbc.sql(
                """
                SELECT EXISTS (
                  SELECT FROM post WHERE id = :post AND valid_from <= :from
                    AND (valid_to IS NULL OR valid_to >= CAST(:until AS date)))
                """)
            .param("post", wanted.post().value())
            .param("from", wanted.from())
            .param("until", wanted.until())
            .query(Boolean.class)
            .single();
    return fits
        ? OrgException.of(OrgException.Code.MAIN_OVERLAPS, "kind")
        : OrgException.of(OrgException.Code.DATE, "validFrom");
  }

  /**
   * From that day the official holds the post no longer; one that would begin later never begins.
   * False when it had ended by then.
   */
  public boolean end(AssignmentId id, LocalDate day) {
    return jdbc.sql(
                """
                UPDATE assignment SET valid_to = greatest(valid_from, :day)
                WHERE id = :id AND (valid_to IS NULL OR valid_to > greatest(valid_from, :day))
                """)
            .param("id", id.value())
            .param("day", day)
            .update()
        == 1;
  }

  /** Ends all that the official holds on that day or would hold later; answers how many. */
  public int endAll(AccountId account, LocalDate day) {
    return jdbc.sql(
            """
            UPDATE assignment SET valid_to = greatest(valid_from, :day)
            WHERE account_id = :account
              AND (valid_to IS NULL OR valid_to > greatest(valid_from, :day))
            """)
        .param("account", account.value())
        .param("day", day)
        .update();
  }

  /** The assignment, with post and unit as they were on that day. */
  public Optional<Holding> find(AssignmentId id, LocalDate day) {
    return jdbc.sql(HOLDINGS + "WHERE s.id = :id")
        .param("id", id.value())
        .param("day", day)
        .query(Assignments::holding)
        .optional();
  }

  /** What the official held on that day, the main post first. */
  public List<Holding> asOf(AccountId account, LocalDate day) {
    return jdbc.sql(
            HOLDINGS
                + "WHERE s.account_id = :account"
                + ON_THE_DAY
                + "ORDER BY s.kind <> 'main', s.valid_from, s.id")
        .param("account", account.value())
        .param("day", day)
        .query(Assignments::holding)
        .list();
  }

  /** Who held the post on that day. */
  public List<Holding> asOf(PostId post, LocalDate day) {
    return jdbc.sql(
            HOLDINGS
                + "WHERE s.post_id = :post"
                + ON_THE_DAY
                + "ORDER BY s.kind <> 'main', s.valid_from, s.id")
        .param("post", post.value())
        .param("day", day)
        .query(Assignments::holding)
        .list();
  }

  /** Everything the official ever held or is going to, the latest first. */
  public List<Holding> history(AccountId account, LocalDate today) {
    return jdbc.sql(
            HOLDINGS
                + """
                WHERE s.account_id = :account AND s.valid_to IS DISTINCT FROM s.valid_from
                ORDER BY s.valid_from DESC, s.kind <> 'main', s.id
                """)
        .param("account", account.value())
        .param("day", today)
        .query(Assignments::holding)
        .list();
  }

  static Holding holding(ResultSet row, int number) throws SQLException {
    return new Holding(
        new AssignmentId(row.getObject("id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getString("username"),
        row.getString("display_name"),
        new PostId(row.getObject("post_id", UUID.class)),
        row.getString("title"),
        new UnitId(row.getObject("unit_id", UUID.class)),
        row.getString("code"),
        row.getString("name"),
        AssignmentKind.of(row.getString("kind")).orElse(AssignmentKind.CONCURRENT),
        row.getObject("valid_from", LocalDate.class),
        row.getObject("valid_to", LocalDate.class),
        row.getLong("version"));
  }
}
