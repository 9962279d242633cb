package vn.antin.auth.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.login.factor.Proof;
import vn.antin.auth.web.ClientAddress;
import vn.antin.auth.web.Language;

/** Parks requests that need an official and finds them again for the browser that sent them. */
@Repository
public final class LoginFlows {
  /** A proof counts for ten minutes: who is away longer begins anew. */
  private static final String LIVE =
      """
      (SELECT coalesce(jsonb_agg(one), '[]') FROM jsonb_array_elements(proofs) AS one
       WHERE coalesce(CAST(one ->> 'at' AS timestamptz), created_at)
         > CAST(:now AS timestamptz) - INTERVAL '10 minutes')
      """;

  private static final String COLUMNS =
      """
      id, continue_to, client_id, locale, login_hint, fresh, consumed_at IS NOT NULL AS consumed,
      account_id, bound, %s AS proofs, wanted, counter, remember, reminded
      """
          .formatted(LIVE);

  private final JdbcClient jdbc;
  private final LoginProperties properties;
  private final InstantSource clock;

  LoginFlows(JdbcClient jdbc, LoginProperties properties, InstantSource clock) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Parks this request and says where the browser has to go. {@code prompt=login} is taken out of
   * the parked request: the login about to happen satisfies it.
   *
   * @param fresh whether the official has to prove themselves although a session may be open
   */
  public URI park(HttpServletRequest request, HttpServletResponse response, boolean fresh) {
    ParkedRequest parked = ParkedRequest.of(request);
    if (parked.uri().length() > ParkedRequest.LARGEST) {
      throw new RequestTooLargeToPark();
    }
    return begin(
        new NewLogin(
            parked.uri(),
            request.getParameter("client_id"),
            Language.firstSpoken(request.getParameter("ui_locales")).orElse(null),
            request.getParameter("login_hint"),
            fresh || parked.prompted(),
            null,
            List.of()),
        request,
        response);
  }

  /** Begins a login that leads to a page of our own. */
  URI begin(String continueTo, HttpServletRequest request, HttpServletResponse response) {
    Locale chosen = Language.chosen(request).orElse(null);
    return begin(NewLogin.to(continueTo).in(chosen), request, response);
  }

  /** Begins a login and says where the browser has to go. */
  public URI begin(NewLogin login, HttpServletRequest request, HttpServletResponse response) {
    String address = ClientAddress.of(request).value();
    String id = FlowCookie.random();
    OffsetDateTime now = now();
    String hint = login.hint();
    makeRoom(address);
    jdbc.sql(
            """
            INSERT INTO login_flow (id, browser_hash, continue_to, client_id, locale, login_hint,
              fresh, account_id, bound, wanted, address, created_at, expires_at)
            VALUES (:id, :browser, :continueTo, :client, :locale, :hint, :fresh, :account, :bound,
              :wanted, :address, :now, :expires)
            """)
        .param("id", id)
        .param("browser", FlowCookie.ensure(request, response).hash())
        .param("continueTo", login.continueTo())
        .param("client", login.clientId())
        .param("locale", login.locale() == null ? null : login.locale().getLanguage())
        .param("hint", hint == null || hint.length() > 190 ? null : hint)
        .param("fresh", login.fresh())
        .param("account", login.account() == null ? null : login.account().value())
        .param("bound", login.account() != null)
        .param("wanted", login.wanted().isEmpty() ? null : login.wanted().toArray(String[]::new))
        .param("address", address)
        .param("now", now)
        .param("expires", now.plus(properties.flowLifetime()))
        .update();
    return URI.create("/login?flow=" + id);
  }

  /** Of too many begun logins from one address the oldest go. */
  private void makeRoom(String address) {
    jdbc.sql(
            """
            DELETE FROM login_flow WHERE id IN (
              SELECT id FROM login_flow WHERE address = :address AND consumed_at IS NULL
              ORDER BY created_at DESC OFFSET :kept)
            """)
        .param("address", address)
        .param("kept", properties.flowsPerAddress() - 1)
        .update();
  }

  /** The flow with this id, if this browser began it and it has not run out. */
  Optional<LoginFlow> find(String id, HttpServletRequest request) {
    return FlowCookie.read(request)
        .flatMap(cookie ->
            jdbc.sql(
                    """
                    SELECT %s FROM login_flow
                    WHERE id = :id AND browser_hash = :browser AND expires_at > :now
                    """
                        .formatted(COLUMNS))
                .param("id", id)
                .param("browser", cookie.hash())
                .param("now", now())
                .query(LoginFlows::flow)
                .optional());
  }

  /** Lets the page speak another language from now on. */
  void speak(LoginFlow flow, Locale locale) {
    jdbc.sql("UPDATE login_flow SET locale = :locale WHERE id = :id")
        .param("locale", locale.getLanguage())
        .param("id", flow.id())
        .update();
  }

  /** Counts an attempt; false when the flow has been spent, has run out or was tried too often. */
  boolean attempt(String flow) {
    return jdbc.sql(
                """
                UPDATE login_flow SET attempts = attempts + 1
                WHERE id = :id AND consumed_at IS NULL AND expires_at > :now AND attempts < :most
                """)
            .param("id", flow)
            .param("now", now())
            .param("most", properties.attemptsPerFlow())
            .update()
        == 1;
  }

  /** Spends the flow; false when it had been spent or has run out. */
  boolean consume(LoginFlow flow) {
    return jdbc.sql(
            """
            UPDATE login_flow SET consumed_at = :now
            WHERE id = :id AND consumed_at IS NULL AND expires_at > :now
            RETURNING id
            """)
        .param("now", now())
        .param("id", flow.id())
        .query(String.class)
        .optional()
        .isPresent();
  }

  /**
   * Adds a proof; empty when the flow is over or another account's.
   *
   * @param vouches whether policy has taken the factor away
   */
  Optional<LoginFlow> prove(String flow, Proof proof, boolean vouches) {
    return jdbc.sql(
            """
            UPDATE login_flow
            SET account_id = :account, proofs = %1$s || CAST(:proof AS jsonb)
            WHERE id = :id AND consumed_at IS NULL AND expires_at > :now
              AND (account_id IS NULL OR account_id = :account OR (NOT bound AND %1$s = '[]'))
            RETURNING %2$s
            """
                .formatted(LIVE, COLUMNS))
        .param("account", proof.account().value())
        .param(
            "proof",
            new Proofs(List.of(Proofs.Given.of(proof, vouches))).at(clock.instant()).json())
        .param("id", flow)
        .param("now", now())
        .query(LoginFlows::flow)
        .optional();
  }

  /** Counts what an open session has proved; empty when the flow has begun otherwise. */
  Optional<LoginFlow> adopt(LoginFlow flow, AccountId account, Proofs held) {
    return jdbc.sql(
            """
            UPDATE login_flow SET account_id = :account, proofs = CAST(:proofs AS jsonb)
            WHERE id = :id AND consumed_at IS NULL AND %s = '[]'
              AND (account_id IS NULL OR account_id = :account)
            RETURNING %s
            """
                .formatted(LIVE, COLUMNS))
        .param("account", account.value())
        .param("proofs", held.at(clock.instant()).json())
        .param("now", now())
        .param("id", flow.id())
        .query(LoginFlows::flow)
        .optional();
  }

  /** Forgets what was proved; a login that is about one account stays about it. */
  void restart(LoginFlow flow) {
    jdbc.sql(
            """
            UPDATE login_flow
            SET proofs = '[]', account_id = CASE WHEN bound THEN account_id END
            WHERE id = :id AND consumed_at IS NULL
            """)
        .param("id", flow.id())
        .update();
  }

  /** Notes whether it happens at a shared computer. */
  void atCounter(LoginFlow flow, boolean counter) {
    jdbc.sql("UPDATE login_flow SET counter = :counter WHERE id = :id AND consumed_at IS NULL")
        .param("counter", counter)
        .param("id", flow.id())
        .update();
  }

  /** Notes whether the browser shall stand in for the second factor. */
  void remember(LoginFlow flow, boolean remember) {
    jdbc.sql("UPDATE login_flow SET remember = :remember WHERE id = :id AND consumed_at IS NULL")
        .param("remember", remember)
        .param("id", flow.id())
        .update();
  }

  /** Leads to a page of our own, which the official has chosen when told what will be demanded. */
  void lead(LoginFlow flow, String continueTo) {
    jdbc.sql(
            """
            UPDATE login_flow SET reminded = true, continue_to = :to
            WHERE id = :id AND consumed_at IS NULL
            """)
        .param("to", continueTo)
        .param("id", flow.id())
        .update();
  }

  /** Notes that the official knows what will be demanded soon. */
  void remind(LoginFlow flow) {
    jdbc.sql("UPDATE login_flow SET reminded = true WHERE id = :id AND consumed_at IS NULL")
        .param("id", flow.id())
        .update();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static LoginFlow flow(ResultSet row, int number) throws SQLException {
    String locale = row.getString("locale");
    UUID account = row.getObject("account_id", UUID.class);
    Array wanted = row.getArray("wanted");
    return new LoginFlow(
        row.getString("id"),
        row.getString("continue_to"),
        row.getString("client_id"),
        locale == null ? null : Locale.of(locale),
        row.getString("login_hint"),
        row.getBoolean("fresh"),
        row.getBoolean("consumed"),
        account == null ? null : new AccountId(account),
        row.getBoolean("bound"),
        Proofs.parse(row.getString("proofs")),
        wanted == null ? List.of() : Arrays.asList((String[]) wanted.getArray()),
        row.getBoolean("counter"),
        row.getObject("remember", Boolean.class),
        row.getBoolean("reminded"));
  }
}
