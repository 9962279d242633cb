package vn.antin.auth.org.power;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.Power;
import vn.antin.auth.org.Scope;
import vn.antin.auth.org.UnitId;

/** The rows of proposals. Joins the caller's transaction. */
@Repository
final class ProposalTable {
  private static final String COLUMNS =
      """
      p.id, p.kind, p.proposer, p.decider, p.about, p.unit_id, p.details, p.state, p.created_at,
      p.expires_at
      """;

  private static final String VIEW =
      "SELECT "
          + COLUMNS
          + """
          , p.reason, about.display_name AS about_name, u.name AS unit_name,
            proposer.display_name AS proposer_name, decider.display_name AS decider_name,
            p.state = 'open' AND p.expires_at > :now AND p.proposer <> :caller
              AND p.about IS DISTINCT FROM :caller AND p.about_within AS decidable
          FROM (
            SELECT p.*, EXISTS (
              SELECT FROM account a WHERE a.id = p.about AND
          """
          + Scope.NOT_ABOVE
          + """
            ) OR p.about IS NULL AS about_within
            FROM power_proposal p) p
          LEFT JOIN account about ON about.id = p.about
          LEFT JOIN org_unit u ON u.id = p.unit_id
          """
          + named("proposer")
          + named("decider")
          + """
          WHERE p.power = :power AND EXISTS (SELECT FROM scope)
            AND (p.unit_id IS NULL OR p.unit_id IN (SELECT unit_id FROM scope))
            AND (p.unit_id IS NOT NULL OR p.about IS NOT NULL
                 OR NOT EXISTS (SELECT FROM org_unit root
                                WHERE root.parent_id IS NULL
                                  AND root.id NOT IN (SELECT unit_id FROM scope)))
            AND (p.about IS NULL OR EXISTS (
              SELECT FROM account a WHERE a.id = p.about AND
          """
          + Scope.ALLOWS
          + "))";

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final InstantSource clock;

  ProposalTable(JdbcClient jdbc, JsonMapper json, InstantSource clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** A new open proposal; empty when the same is open already. */
  Optional<Proposal> insert(
      FourEyesAct act,
      AccountId proposer,
      @Nullable AccountId about,
      @Nullable UnitId unit,
      Map<String, String> details,
      Duration lifetime) {
    OffsetDateTime now = now();
    return jdbc.sql(
            """
            INSERT INTO power_proposal AS p (kind, power, proposer, about, unit_id, details,
              created_at, expires_at)
            VALUES (:kind, :power, :proposer, :about, :unit, CAST(:details AS jsonb), :now, :expires)
            ON CONFLICT DO NOTHING
            RETURNING
            """
                + COLUMNS)
        .param("kind", act.kind())
        .param("power", act.power().name())
        .param("proposer", proposer.value())
        .param("about", about == null ? null : about.value())
        .param("unit", unit == null ? null : unit.value())
        .param("details", json.writeValueAsString(details))
        .param("now", now)
        .param("expires", now.plus(lifetime))
        .query(this::proposal)
        .optional();
  }

  /**
   * Whether another of its kind about the same official waits; two that ask at once follow each
   * other.
   */
  boolean another(Proposal proposal) {
    String about = String.valueOf(proposal.about());
    jdbc.sql("SELECT 1 FROM pg_advisory_xact_lock(hashtext(:what))")
        .param("what", "power_proposal " + proposal.kind() + " " + about)
        .query()
        .singleRow();
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM power_proposal
                           WHERE kind = :kind AND about::text = :about AND state = 'open'
                             AND id <> :id)
            """)
        .param("kind", proposal.kind())
        .param("about", about)
        .param("id", proposal.id().value())
        .query(Boolean.class)
        .single();
  }

  /** Ends an open proposal whose time has not run out; empty when there is no such. */
  Optional<Proposal> end(
      ProposalId id, Proposal.State state, @Nullable AccountId decider, @Nullable String reason) {
    return jdbc.sql(
            """
            UPDATE power_proposal AS p
            SET state = :state, decider = :decider, reason = :reason, ended_at = :now
            WHERE p.id = :id AND p.state = 'open' AND p.expires_at > :now
            RETURNING
            """
                + COLUMNS)
        .param("id", id.value())
        .param("state", state.name().toLowerCase(Locale.ROOT))
        .param("decider", decider == null ? null : decider.value())
        .param("reason", reason)
        .param("now", now())
        .query(this::proposal)
        .optional();
  }

  Optional<Proposal> find(ProposalId id) {
    return jdbc.sql("SELECT " + COLUMNS + "FROM power_proposal p WHERE p.id = :id")
        .param("id", id.value())
        .query(this::proposal)
        .optional();
  }

  /** Those whose time has run out. */
  List<Proposal> expire() {
    return jdbc.sql(
            """
            UPDATE power_proposal AS p SET state = 'expired', ended_at = :now
            WHERE p.state = 'open' AND p.expires_at <= :now
            RETURNING
            """
                + COLUMNS)
        .param("now", now())
        .query(this::proposal)
        .list();
  }

  /**
   * The proposals that need this power and are within the caller's, the newest first, after a place
   * in that order. Officials outside the caller's scope are not named; oneself is.
   *
   * @param open whether only those that wait
   */
  List<ProposalView> within(
      AccountId caller, Power power, boolean open, Proposals.@Nullable Place after, int limit) {
    Map<String, Object> parameters = parameters(caller, power);
    parameters.put("limit", limit);
    if (after != null) {
      parameters.put("at", after.createdAt().atOffset(ZoneOffset.UTC));
      parameters.put("id", after.id().value());
    }
    return jdbc.sql(
            Scope.units(power)
                + VIEW
                + (open ? " AND p.state = 'open' AND p.expires_at > :now" : "")
                + (after == null ? "" : " AND (p.created_at, p.id) < (:at, :id)")
                + " ORDER BY p.created_at DESC, p.id DESC LIMIT :limit")
        .params(parameters)
        .query(this::view)
        .list();
  }

  /** One of them. */
  Optional<ProposalView> within(AccountId caller, Power power, ProposalId id) {
    Map<String, Object> parameters = parameters(caller, power);
    parameters.put("id", id.value());
    return jdbc.sql(Scope.units(power) + VIEW + " AND p.id = :id")
        .params(parameters)
        .query(this::view)
        .optional();
  }

  private Map<String, Object> parameters(AccountId caller, Power power) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("caller", caller.value());
    parameters.put("today", EffectiveDate.today(clock));
    parameters.put("power", power.name());
    parameters.put("now", now());
    return parameters;
  }

  /** An official of a proposal whom the caller may know. */
  private static String named(String who) {
    return """
    LEFT JOIN account %1$s ON %1$s.id = p.%1$s AND (%1$s.id = :caller OR EXISTS (
      SELECT FROM account a WHERE a.id = p.%1$s AND %2$s))
    """
        .formatted(who, Scope.ALLOWS);
  }

  private ProposalView view(ResultSet row, int number) throws SQLException {
    return new ProposalView(
        proposal(row, number),
        row.getString("about_name"),
        row.getString("unit_name"),
        row.getString("proposer_name"),
        row.getString("decider_name"),
        row.getString("reason"),
        row.getBoolean("decidable"));
  }

  private Proposal proposal(ResultSet row, int number) throws SQLException {
    UUID decider = row.getObject("decider", UUID.class);
    UUID about = row.getObject("about", UUID.class);
    UUID unit = row.getObject("unit_id", UUID.class);
    Map<String, String> details = new HashMap<>();
    json.readTree(row.getString("details"))
        .properties()
        .forEach(detail -> details.put(detail.getKey(), detail.getValue().asString()));
    return new Proposal(
        new ProposalId(row.getObject("id", UUID.class)),
        row.getString("kind"),
        new AccountId(row.getObject("proposer", UUID.class)),
        decider == null ? null : new AccountId(decider),
        about == null ? null : new AccountId(about),
        unit == null ? null : new UnitId(unit),
        details,
        Proposal.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
