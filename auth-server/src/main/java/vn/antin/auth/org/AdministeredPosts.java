package vn.antin.auth.org;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;

/**
 * Posts and who holds them as far as an administrator's power reaches, today or as they were on
 * some day. What lies outside is not there: of an official who holds posts inside and outside, only
 * those inside are told.
 */
@Repository
public final class AdministeredPosts {
  private final JdbcClient jdbc;
  private final InstantSource clock;

  AdministeredPosts(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The posts a unit had on that day. */
  public List<Post> list(AccountId caller, UnitId unit, LocalDate day) {
    return jdbc.sql(
            Scope.units(Power.SEE_PEOPLE)
                + Posts.VERSIONS
                + """
                WHERE v.unit_id = :unit AND v.unit_id IN (SELECT unit_id FROM scope)
                  AND v.valid_from <= :day AND (v.valid_to IS NULL OR v.valid_to > :day)
                ORDER BY v.title COLLATE "vi-x-icu", p.id LIMIT 2000
                """)
        .params(caller(caller))
        .param("unit", unit.value())
        .param("day", day)
        .query(Posts::post)
        .list();
  }

  /** Everything the post has been within the scope, the latest first. */
  public List<Post> history(AccountId caller, PostId id) {
    return jdbc.sql(
            Scope.units(Power.SEE_PEOPLE)
                + Posts.VERSIONS
                + """
                WHERE v.post_id = :id AND v.unit_id IN (SELECT unit_id FROM scope)
                ORDER BY v.valid_from DESC
                """)
        .params(caller(caller))
        .param("id", id.value())
        .query(Posts::post)
        .list();
  }

  /** The post as it is. */
  public Optional<Post> find(AccountId caller, PostId id) {
    return jdbc.sql(
            Scope.units(Power.SEE_PEOPLE)
                + Posts.PRESENT
                + "WHERE p.id = :id AND p.unit_id IN (SELECT unit_id FROM scope)")
        .params(caller(caller))
        .param("id", id.value())
        .query(Posts::post)
        .optional();
  }

  /** The post as it is; until the transaction ends nobody else changes it. */
  public Optional<Post> lock(AccountId caller, PostId id) {
    return jdbc.sql(
            Scope.units(Power.MANAGE_UNITS)
                + Posts.PRESENT
                + "WHERE p.id = :id AND p.unit_id IN (SELECT unit_id FROM scope) FOR UPDATE OF p")
        .params(caller(caller))
        .param("id", id.value())
        .query(Posts::post)
        .optional();
  }

  /**
   * Which holders are looked for.
   *
   * @param unit of posts that were this unit's that day; null for any
   * @param after the last assignment of the page before; null for the first page
   */
  public record HolderQuery(
      LocalDate day,
      @Nullable UnitId unit,
      @Nullable PostId post,
      @Nullable AccountId account,
      @Nullable AssignmentId after,
      int limit) {}

  /** Who held the posts on the day. */
  public List<Holding> holders(AccountId caller, HolderQuery query) {
    UnitId unit = query.unit();
    PostId post = query.post();
    AccountId account = query.account();
    AssignmentId after = query.after();
    return jdbc.sql(
            Scope.units(Power.SEE_PEOPLE)
                + Assignments.HOLDINGS
                + """
                WHERE s.valid_from <= :day AND (s.valid_to IS NULL OR s.valid_to > :day)
                  AND v.unit_id IN (SELECT unit_id FROM scope)
                  AND (CAST(:unit AS uuid) IS NULL OR v.unit_id = CAST(:unit AS uuid))
                  AND (CAST(:post AS uuid) IS NULL OR s.post_id = CAST(:post AS uuid))
                  AND (CAST(:account AS uuid) IS NULL OR s.account_id = CAST(:account AS uuid))
                  AND s.id > CAST(:after AS uuid)
                ORDER BY s.id LIMIT :limit
                """)
        .params(caller(caller))
        .param("day", query.day())
        .param("unit", unit == null ? null : unit.toString())
        .param("post", post == null ? null : post.toString())
        .param("account", account == null ? null : account.toString())
        .param("after", (after == null ? new UUID(0, 0) : after.value()).toString())
        .param("limit", query.limit())
        .query(Assignments::holding)
        .list();
  }

  /** The assignment, told with post and unit of that day. */
  public Optional<Holding> holder(AccountId caller, AssignmentId id, LocalDate day) {
    return jdbc.sql(
            Scope.units(Power.SEE_PEOPLE)
                + Assignments.HOLDINGS
                + "WHERE s.id = :id AND v.unit_id IN (SELECT unit_id FROM scope)")
        .params(caller(caller))
        .param("id", id.value())
        .param("day", day)
        .query(Assignments::holding)
        .optional();
  }

  private Map<String, Object> caller(AccountId caller) {
    return Map.of("caller", caller.value(), "today", EffectiveDate.today(clock));
  }
}
