package vn.antin.auth.org;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Posts and what they were before. Joins the caller's transaction; whether the one who asks may, is
 * the caller's matter.
 */
@Repository
public final class Posts {
  static final String PRESENT =
      """
      SELECT p.id, p.unit_id, p.title, p.rank, p.valid_from, p.valid_to, p.version FROM post p
      """;
  static final String VERSIONS =
      """
      SELECT p.id, v.unit_id, v.title, p.rank, v.valid_from, v.valid_to, p.version
      FROM post_version v JOIN post p ON p.id = v.post_id
      """;

  private final JdbcClient jdbc;
  private final Units units;

  Posts(JdbcClient jdbc, Units units) {
    this.jdbc = jdbc;
    this.units = units;
  }

  /**
   * Makes a post.
   *
   * @throws OrgException UNKNOWN or DATE when the unit is none on that day
   */
  public PostId create(UnitId unit, String title, LocalDate from) {
    String kept = OrgText.name("title", title);
    return jdbc.sql(
            """
            INSERT INTO post (unit_id, title, valid_from)
            SELECT u.id, :title, :from FROM org_unit u
            WHERE u.id = :unit AND u.valid_from <= :from AND u.valid_to IS NULL
            RETURNING id
            """)
        .param("unit", unit.value())
        .param("title", kept)
        .param("from", from)
        .query((row, number) -> new PostId(row.getObject("id", UUID.class)))
        .optional()
        .orElseThrow(() -> OrgException.of(OrgException.Code.DATE, "validFrom"));
  }

  public Optional<Post> find(PostId id) {
    return jdbc.sql(PRESENT + "WHERE p.id = :id")
        .param("id", id.value())
        .query(Posts::post)
        .optional();
  }

  /** The unit's post of that title that stands open on that day; the oldest of several. */
  public Optional<Post> find(UnitId unit, String title, LocalDate day) {
    return jdbc.sql(
            PRESENT
                + """
                WHERE p.unit_id = :unit AND p.title = :title AND p.valid_from <= :day
                  AND (p.valid_to IS NULL OR p.valid_to > :day)
                ORDER BY p.valid_from, p.id LIMIT 1
                """)
        .param("unit", unit.value())
        .param("title", OrgText.name("title", title))
        .param("day", day)
        .query(Posts::post)
        .optional();
  }

  /** What the post was on that day. */
  public Optional<Post> asOf(PostId id, LocalDate day) {
    return jdbc.sql(
            VERSIONS
                + """
                WHERE v.post_id = :id AND v.valid_from <= :day
                  AND (v.valid_to IS NULL OR v.valid_to > :day)
                """)
        .param("id", id.value())
        .param("day", day)
        .query(Posts::post)
        .optional();
  }

  /** The posts a unit had on that day. */
  public List<Post> asOf(UnitId unit, LocalDate day) {
    return jdbc.sql(
            VERSIONS
                + """
                WHERE v.unit_id = :unit AND v.valid_from <= :day
                  AND (v.valid_to IS NULL OR v.valid_to > :day)
                ORDER BY v.title COLLATE "vi-x-icu", p.id
                """)
        .param("unit", unit.value())
        .param("day", day)
        .query(Posts::post)
        .list();
  }

  /** Everything the post has been, the latest first. */
  public List<Post> history(PostId id) {
    return jdbc.sql(VERSIONS + "WHERE v.post_id = :id ORDER BY v.valid_from DESC")
        .param("id", id.value())
        .query(Posts::post)
        .list();
  }

  /**
   * Gives the post another title from that day on.
   *
   * @throws OrgException DATE when the day lies before the last change, or the post has ended
   */
  public void rename(PostId id, String title, LocalDate day) {
    String kept = OrgText.name("title", title);
    units.effective(day);
    int renamed =
        jdbc.sql(
                """
                UPDATE post SET title = :title
                WHERE id = :id AND valid_to IS NULL AND NOT EXISTS (
                  SELECT FROM post_version v WHERE v.post_id = :id AND v.valid_from > :day)
                """)
            .param("id", id.value())
            .param("title", kept)
            .param("day", day)
            .update();
    if (renamed == 0) {
      throw OrgException.of(OrgException.Code.DATE, "validFrom");
    }
  }

  /** Says where the post stands in its unit; false when it has ended. */
  public boolean rank(PostId id, PostRank rank) {
    return jdbc.sql("UPDATE post SET rank = :rank WHERE id = :id AND valid_to IS NULL")
            .param("id", id.value())
            .param("rank", rank.value())
            .update()
        == 1;
  }

  /**
   * From that day the post is no more.
   *
   * @throws OrgException NOT_EMPTY when somebody holds it on that day or later, DATE when it began
   *     later or has ended
   */
  public void end(PostId id, LocalDate day) {
    boolean held =
        jdbc.sql(
                """
                SELECT EXISTS (SELECT FROM assignment
                               WHERE post_id = :id AND (valid_to IS NULL OR valid_to > :day))
                """)
            .param("id", id.value())
            .param("day", day)
            .query(Boolean.class)
            .single();
    if (held) {
      throw OrgException.of(OrgException.Code.NOT_EMPTY, "validTo");
    }
    units.effective(day);
    int ended =
        jdbc.sql(
                """
                UPDATE post SET valid_to = :day
                WHERE id = :id AND valid_to IS NULL AND valid_from < :day
                """)
            .param("id", id.value())
            .param("day", day)
            .update();
    if (ended == 0) {
      throw OrgException.of(OrgException.Code.DATE, "validTo");
    }
  }

  static Post post(ResultSet row, int number) throws SQLException {
    return new Post(
        new PostId(row.getObject("id", UUID.class)),
        new UnitId(row.getObject("unit_id", UUID.class)),
        row.getString("title"),
        PostRank.of(row.getString("rank")).orElse(PostRank.MEMBER),
        row.getObject("valid_from", LocalDate.class),
        row.getObject("valid_to", LocalDate.class),
        row.getLong("version"));
  }
}
