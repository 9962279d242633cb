package vn.antin.auth.oauth2.decoupled;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.oauth2.token.FamilyId;
import vn.antin.auth.session.Assurance;
import vn.antin.auth.session.SessionId;

/** The rows of {@code decoupled_request}. Joins the caller's transaction. */
@Repository
public final class DecoupledRequests {
  /** Who has been told of the answer has this long to fetch the tokens at least. */
  private static final Duration COLLECTION = Duration.ofSeconds(60);

  /** How long the outcome of a question is remembered. */
  private static final Duration KEPT = Duration.ofDays(1);

  private static final String COLUMNS =
      """
      id, client_id, coalesce(application, client_id) AS application, scopes, address,
        binding_message, wanted, coalesce(signatures, 0) AS signatures, created_at, expires_at
      """;

  private final JdbcClient jdbc;
  private final InstantSource clock;

  DecoupledRequests(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Asks; false when another question has the same user code. */
  public boolean ask(NewRequest request) {
    Instant now = clock.instant();
    NewRequest.Way way = request.way();
    NewRequest.ToAccount to = way instanceof NewRequest.ToAccount found ? found : null;
    NewRequest.Signature signature = to == null ? null : to.signature();
    return jdbc.sql(
                """
                INSERT INTO decoupled_request (id, kind, secret_hash, user_code_hash, client_id, scopes,
                  account_id, address, binding_message, wanted, notification, created_at, expires_at,
                  pace, details, signatures, application)
                VALUES (:id, :kind, :secret, :userCode, :client, :scopes,
                  CAST(:account AS uuid), :address, :message, :wanted, :notification, :now, :end, :pace,
                  :details, CAST(:signatures AS integer), :application)
                ON CONFLICT (user_code_hash) DO NOTHING
                """)
            .param("id", request.id())
            .param("kind", (to == null ? RequestKind.DEVICE : RequestKind.CIBA).column())
            .param("secret", request.secret().hash())
            .param("userCode", way instanceof NewRequest.ByUserCode(byte[] hash) ? hash : null)
            .param("client", request.clientId())
            .param("scopes", request.scopes().stream().sorted().toArray(String[]::new))
            .param("account", to == null ? null : to.account().toString())
            .param("address", request.address().value())
            .param("message", to == null ? null : to.bindingMessage())
            .param("wanted", to == null || to.wanted() == null ? null : to.wanted().value())
            .param("notification", to == null ? null : to.notification())
            .param("now", at(now))
            .param("end", at(now.plus(request.lifetime())))
            .param("pace", Math.toIntExact(request.pace().toSeconds()))
            .param("details", signature == null ? null : signature.asked())
            .param("signatures", signature == null ? null : signature.count())
            .param("application", signature == null ? null : signature.application())
            .update()
        == 1;
  }

  /** Whether this address has asked fewer than so many open questions of devices. */
  public boolean roomForDevice(String address, int most) {
    return most
        > jdbc.sql(
                """
                SELECT count(*) FROM decoupled_request
                WHERE kind = 'device' AND address = :address AND decision IS NULL
                  AND expires_at > :now
                """)
            .param("address", address)
            .param("now", at(clock.instant()))
            .query(Integer.class)
            .single();
  }

  /**
   * Whether an official has room for another question. Until the transaction ends nobody else asks
   * this official.
   *
   * @param most open questions altogether
   * @param application the system that the answer will be for
   * @param mostOfClient open questions for this system
   */
  public boolean roomForOfficial(
      AccountId account, String application, int most, int mostOfClient) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('decoupled_request'), hashtext(:account))")
        .param("account", account.toString())
        .query((row, number) -> number)
        .list();
    List<String> open =
        jdbc.sql(
                """
                SELECT coalesce(application, client_id) FROM decoupled_request
                WHERE kind = 'ciba' AND account_id = :account AND decision IS NULL
                  AND expires_at > :now
                """)
            .param("account", account.value())
            .param("now", at(clock.instant()))
            .query((row, number) -> row.getString(1))
            .list();
    return open.size() < most && open.stream().filter(application::equals).count() < mostOfClient;
  }

  /** Whether fewer than so many signatures wait for an answer for this system, of all officials. */
  public boolean roomForSignatures(String application, int most) {
    return most
        > jdbc.sql(
                """
                SELECT count(*) FROM decoupled_request
                WHERE application = :application AND details IS NOT NULL AND decision IS NULL
                  AND expires_at > :now
                """)
            .param("application", application)
            .param("now", at(clock.instant()))
            .query(Integer.class)
            .single();
  }

  /**
   * Looks for the official's answer. Of any number of parallel polls one at most finds it approved.
   */
  Polled poll(RequestKind kind, PollSecret secret, String clientId) {
    return jdbc.sql(
            """
            UPDATE decoupled_request SET consumed_at = :now
            WHERE secret_hash = :secret AND kind = :kind AND client_id = :client
              AND decision = 'approved' AND consumed_at IS NULL AND expires_at > :now
            RETURNING id, session_id, scopes, application
            """)
        .param("now", at(clock.instant()))
        .param("secret", secret.hash())
        .param("kind", kind.column())
        .param("client", clientId)
        .query((row, number) ->
            (Polled)
                new Polled.Approved(
                    row.getObject("id", UUID.class),
                    new SessionId(row.getObject("session_id", UUID.class)),
                    scopes(row),
                    row.getString("application")))
        .optional()
        .orElseGet(() -> later(kind, secret, clientId));
  }

  private Polled later(RequestKind kind, PollSecret secret, String clientId) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            UPDATE decoupled_request SET polled_at = :now,
              hurried = coalesce(polled_at > :now - (pace - 1) * INTERVAL '1 second', false),
              pace = CASE WHEN polled_at > :now - (pace - 1) * INTERVAL '1 second'
                THEN least(pace + 5, 60) ELSE pace END
            WHERE secret_hash = :secret AND kind = :kind AND client_id = :client
            RETURNING id, hurried, decision, consumed_at, expires_at, family_bucket, family_id
            """)
        .param("now", at(now))
        .param("secret", secret.hash())
        .param("kind", kind.column())
        .param("client", clientId)
        .query((row, number) -> waiting(row, now))
        .optional()
        .orElseGet(Polled.Unknown::new);
  }

  private static Polled waiting(ResultSet row, Instant now) throws SQLException {
    if (row.getObject("consumed_at", OffsetDateTime.class) != null) {
      return new Polled.Replayed(row.getObject("id", UUID.class), family(row));
    }
    if ("denied".equals(row.getString("decision"))) {
      return new Polled.Denied();
    }
    if (!instant(row, "expires_at").isAfter(now)) {
      return new Polled.Expired();
    }
    return row.getBoolean("hurried") ? new Polled.Hurried() : new Polled.Waiting();
  }

  /** Remembers what came of an approval. */
  void remember(UUID id, FamilyId family) {
    jdbc.sql(
            """
            UPDATE decoupled_request SET family_bucket = :bucket, family_id = :family
            WHERE id = :id
            """)
        .param("bucket", family.bucket())
        .param("family", family.value())
        .param("id", id)
        .update();
  }

  /** The open question with this user code. */
  public Optional<AskedRequest> findByUserCode(byte[] hash) {
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + """
                 FROM decoupled_request
                WHERE user_code_hash = :hash AND decision IS NULL AND expires_at > :now
                """)
        .param("hash", hash)
        .param("now", at(clock.instant()))
        .query(DecoupledRequests::asked)
        .optional();
  }

  /** What waits for an official, the oldest first. */
  public List<AskedRequest> inbox(AccountId account) {
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + """
                 FROM decoupled_request
                WHERE kind = 'ciba' AND account_id = :account AND decision IS NULL
                  AND expires_at > :now
                ORDER BY created_at, id
                """)
        .param("account", account.value())
        .param("now", at(clock.instant()))
        .query(DecoupledRequests::asked)
        .list();
  }

  /** One of these. */
  public Optional<AskedRequest> open(UUID id, AccountId account) {
    return inbox(account).stream().filter(asked -> asked.id().equals(id)).findFirst();
  }

  /** What is to be signed, as the client said it; empty for a login. */
  public Optional<String> details(UUID id) {
    return jdbc.sql("SELECT details FROM decoupled_request WHERE id = :id AND details IS NOT NULL")
        .param("id", id)
        .query(String.class)
        .optional();
  }

  /** What this official has said, {@code approved} or {@code denied}; empty while nothing. */
  public Optional<String> decision(UUID id, AccountId account) {
    return jdbc.sql(
            """
            SELECT decision FROM decoupled_request
            WHERE id = :id AND account_id = :account AND decision IS NOT NULL
            """)
        .param("id", id)
        .param("account", account.value())
        .query(String.class)
        .optional();
  }

  /** True when this call decided; false when somebody had before, or the time was over. */
  boolean decide(UUID id, AccountId account, SessionId session, boolean approved) {
    Instant now = clock.instant();
    return jdbc.sql(
                """
                UPDATE decoupled_request SET decision = :decision, decided_at = :now,
                  account_id = :account, session_id = :session,
                  expires_at = greatest(expires_at, :collected)
                WHERE id = :id AND decision IS NULL AND expires_at > :now
                  AND (kind = 'device' OR account_id = :account)
                """)
            .param("decision", approved ? "approved" : "denied")
            .param("now", at(now))
            .param("account", account.value())
            .param("session", session.value())
            .param("collected", at(now.plus(COLLECTION)))
            .param("id", id)
            .update()
        == 1;
  }

  /**
   * What is needed to tell a client of an answer.
   *
   * @param wrapped by the root key
   * @param collected whether the client has fetched its tokens, told or not
   */
  @SuppressWarnings("ArrayRecordComponent") // unwrapped at once, never compared
  public record Notification(String clientId, byte[] wrapped, boolean collected) {}

  /** Empty when the answer can no longer be fetched. */
  public Optional<Notification> notification(UUID id) {
    return jdbc.sql(
            """
            SELECT client_id, notification, consumed_at IS NOT NULL AS collected
            FROM decoupled_request
            WHERE id = :id AND notification IS NOT NULL AND expires_at > :now
            """)
        .param("id", id)
        .param("now", at(clock.instant()))
        .query((row, number) ->
            new Notification(
                row.getString("client_id"),
                row.getBytes("notification"),
                row.getBoolean("collected")))
        .optional();
  }

  /** Deletes what has been over for a day. */
  int forget() {
    return jdbc.sql("DELETE FROM decoupled_request WHERE expires_at < :before")
        .param("before", at(clock.instant().minus(KEPT)))
        .update();
  }

  private static AskedRequest asked(ResultSet row, int number) throws SQLException {
    return new AskedRequest(
        row.getObject("id", UUID.class),
        row.getString("client_id"),
        row.getString("application"),
        scopes(row),
        row.getString("address"),
        row.getString("binding_message"),
        Optional.ofNullable(row.getString("wanted")).flatMap(Assurance::of).orElse(null),
        row.getInt("signatures"),
        instant(row, "created_at"),
        instant(row, "expires_at"));
  }

  private static @Nullable FamilyId family(ResultSet row) throws SQLException {
    UUID id = row.getObject("family_id", UUID.class);
    return id == null ? null : new FamilyId(row.getObject("family_bucket", LocalDate.class), id);
  }

  private static Set<String> scopes(ResultSet row) throws SQLException {
    return Set.of((String[]) row.getArray("scopes").getArray());
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
