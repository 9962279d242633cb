package vn.antin.signing.people;

import static java.time.ZoneOffset.UTC;

import java.text.Normalizer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.people.SigningAuthority.Form;
import vn.antin.signing.problem.Problem;

/**
 * Whether an official may sign for a unit in a form, by the read copy. Decree 30/2020/NĐ-CP,
 * Article 13: no prefix and TM rest on the post that heads the unit, Q on acting in it; KT, TL and
 * TUQ on a record of delegation, for as long as its delegator heads the unit and its delegate holds
 * the post named. Joins the caller's transaction; thread-safe.
 */
public final class SigningAuthorities {
  private static final String HEADS =
      """
      SELECT assignment.title FROM assignment
      JOIN official ON official.id = assignment.official_id AND official.status = 'active'
      JOIN unit ON unit.id = assignment.unit_id
      WHERE assignment.official_id = :official AND assignment.unit_id = :unit
        AND assignment.rank = 'head' AND (assignment.kind = 'acting') = ANY (:acting)
        AND (NOT :body OR unit.kind = ANY (:collective)) AND
      """
          + People.inForce("assignment")
          + " AND "
          + People.inForce("unit")
          + "ORDER BY assignment.kind = 'main' DESC, assignment.id";

  /** Records in force, given by who heads the unit, to who holds the post that they name. */
  private static final String RECORDS =
      """
       FROM delegation
      JOIN unit ON unit.id = delegation.unit_id
      JOIN official ON official.id = delegation.delegate_id
      JOIN assignment AS held ON held.official_id = delegation.delegate_id
        AND held.post_id = delegation.delegate_post_id
      JOIN assignment AS giving ON giving.official_id = delegation.delegator_id
        AND giving.post_id = delegation.delegator_post_id
        AND giving.unit_id = delegation.unit_id AND giving.rank = 'head'
      WHERE (held.unit_id = delegation.unit_id) = (delegation.form = 'KT')
        AND held.unit_id IN (
          WITH RECURSIVE below (id) AS (
            SELECT delegation.unit_id
            UNION
            SELECT child.id FROM unit AS child JOIN below ON child.parent_id = below.id)
          SELECT id FROM below)
        AND
      """
          + String.join(
              " AND ",
              People.inForce("delegation"),
              People.inForce("unit"),
              People.inForce("held"),
              People.inForce("giving"));

  private static final String DELEGATED =
      "SELECT held.title"
          + RECORDS
          + """
            AND official.status = 'active'
            AND delegation.id = :delegation AND delegation.delegate_id = :official
            AND delegation.unit_id = :unit AND delegation.form = :form
          ORDER BY held.kind = 'main' DESC, held.id
          """;
  private static final String DELEGATES =
      "SELECT delegation.id, form, delegation.unit_id, delegate_id, display_name, held.title"
          + RECORDS
          + """
            AND official.status = 'active' AND delegation.delegator_id = :official
          ORDER BY display_name, delegation.id
          """;

  private static final String COMPETENT =
      """
      SELECT assignment.official_id FROM assignment
      JOIN unit ON unit.id = assignment.unit_id
      WHERE assignment.unit_id = :unit AND assignment.rank = 'head' AND
      """
          + People.inForce("assignment")
          + " AND "
          + People.inForce("unit")
          + " UNION SELECT delegation.delegate_id"
          + RECORDS
          + " AND delegation.unit_id = :unit";

  private final JdbcClient sql;
  private final People people;
  private final List<String> collective;

  SigningAuthorities(JdbcClient sql, People people, List<String> collective) {
    this.sql = sql;
    this.people = people;
    this.collective = List.copyOf(collective);
  }

  /** What was found. */
  public sealed interface Standing {
    /**
     * The official may.
     *
     * @param title the post by which
     */
    record Holds(String title) implements Standing {}

    /** The official holds no post of the unit on which this form rests. */
    record NoPost() implements Standing {}

    /** No record stands that gives this right. */
    record NoDelegation() implements Standing {}

    /** The post to be printed is not the one by which the official may. */
    record OtherTitle(String title) implements Standing {}
  }

  /**
   * Whether the official may sign by this authority at that instant; PEOPLE_STALE when the copy
   * lags behind.
   */
  public Standing find(OfficialId official, SigningAuthority authority, Instant at) {
    people.requireFresh();
    UUID delegation = authority.delegation();
    return switch (authority.form()) {
      case KT, TL, TUQ ->
          delegation == null
              ? new Standing.NoDelegation()
              : titled(
                  authority,
                  delegated(official, authority, delegation, at),
                  new Standing.NoDelegation());
      case NONE, TM, Q ->
          delegation != null
              ? new Standing.NoPost()
              : titled(authority, heads(official, authority, at), new Standing.NoPost());
    };
  }

  /**
   * Refuses what the official may not sign by that authority now: AUTHORITY_MISSING, or
   * PEOPLE_STALE when the copy lags behind.
   */
  public void require(OfficialId official, Collection<SigningAuthority> authorities, Instant at) {
    if (!allow(official, authorities, at)) {
      throw Problem.AUTHORITY_MISSING.because(
          "official %s may not sign by %s".formatted(official, authorities));
    }
  }

  /** Whether the official may sign by all of them; PEOPLE_STALE when the copy lags behind. */
  public boolean allow(OfficialId official, Collection<SigningAuthority> authorities, Instant at) {
    return authorities.stream()
        .allMatch(authority -> find(official, authority, at) instanceof Standing.Holds);
  }

  /**
   * Who may sign for the unit at that instant, by heading it, acting as its head, or a delegation,
   * as far as the copy knows. Somebody suspended since was competent all the same.
   */
  public List<OfficialId> competent(UnitId unit, Instant at) {
    return sql.sql(COMPETENT)
        .param("unit", unit.value())
        .param("now", at.atOffset(UTC))
        .query((row, _) -> new OfficialId(row.getObject(1, UUID.class)))
        .list();
  }

  /**
   * Somebody who may sign in another's stead.
   *
   * @param title the post on which the record rests
   */
  public record Delegate(
      UUID delegation, Form form, UnitId unit, OfficialId official, String name, String title) {}

  /** To whom the official has given authority that is in force, as far as the copy knows. */
  public List<Delegate> delegates(OfficialId official, Instant at) {
    return sql.sql(DELEGATES)
        .param("official", official.value())
        .param("now", at.atOffset(UTC))
        .query((row, _) ->
            new Delegate(
                row.getObject("id", UUID.class),
                Form.valueOf(row.getString("form")),
                new UnitId(row.getObject("unit_id", UUID.class)),
                new OfficialId(row.getObject("delegate_id", UUID.class)),
                row.getString("display_name"),
                row.getString("title")))
        .list();
  }

  private List<String> heads(OfficialId official, SigningAuthority authority, Instant at) {
    return sql.sql(HEADS)
        .param("official", official.value())
        .param("unit", authority.unit().value())
        .param(
            "acting",
            switch (authority.form()) {
              case Q -> new Boolean[] {true};
              case TM -> new Boolean[] {true, false};
              case NONE, KT, TL, TUQ -> new Boolean[] {false};
            })
        .param("body", authority.form() == Form.TM)
        .param("collective", collective.toArray(String[]::new))
        .param("now", at.atOffset(UTC))
        .query((row, _) -> row.getString("title"))
        .list();
  }

  private List<String> delegated(
      OfficialId official, SigningAuthority authority, UUID delegation, Instant at) {
    return sql.sql(DELEGATED)
        .param("delegation", delegation)
        .param("official", official.value())
        .param("unit", authority.unit().value())
        .param("form", authority.form().name())
        .param("now", at.atOffset(UTC))
        .query((row, _) -> row.getString("title"))
        .list();
  }

  /** Documents print {@code GIÁM ĐỐC} where the post is called Giám đốc Sở Y tế. */
  private static Standing titled(SigningAuthority authority, List<String> held, Standing none) {
    if (held.isEmpty()) {
      return none;
    }
    String printed = folded(authority.title());
    return held.stream()
        .filter(title -> printed.isEmpty() || (folded(title) + " ").startsWith(printed + " "))
        .findFirst()
        .<Standing>map(Standing.Holds::new)
        .orElseGet(() -> new Standing.OtherTitle(held.getFirst()));
  }

  private static String folded(String title) {
    return Normalizer.normalize(title, Normalizer.Form.NFC)
        .strip()
        .replaceAll("\\s+", " ")
        .toLowerCase(Locale.ROOT);
  }
}
