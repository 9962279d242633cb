package vn.antin.standalone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import vn.antin.standalone.bench.FirstLogin;
import vn.antin.standalone.bench.Provider;

/**
 * Gives every official of a sample a session with five living refresh tokens, set by set in the
 * real tables. One real login is the pattern: its rows are copied with other names, whatever
 * columns they have. A token follows from its number, so that the load can present it.
 */
final class RefreshTokenFill {
  /** Refresh tokens of each official. */
  static final int EACH = 5;

  private static final int USED = 1_000;
  private static final Duration LIMIT = Duration.ofMinutes(20);

  private final Cluster cluster;
  private final int accounts;

  RefreshTokenFill(Cluster cluster, int accounts) {
    this.cluster = cluster;
    this.accounts = accounts;
  }

  /** Fills the tables; returns a thousand of the tokens, taken evenly from all of them. */
  List<String> fill(Provider provider) throws IOException {
    System.out.printf("filling: %,d accounts, %,d refresh tokens%n", accounts, EACH * accounts);
    FirstLogin.by(provider);
    try (Connection connection = cluster.connect(App.AUTH.database());
        Statement statement = connection.createStatement()) {
      awaitOfficials(statement);
      statement.execute(sessions());
      statement.execute(families());
      LocalDate bucket = bucket(statement);
      statement.execute(handles(bucket));
      statement.execute("VACUUM (ANALYZE)");
      statement.execute("CHECKPOINT");
      return tokens(bucket);
    } catch (SQLException e) {
      throw new StandaloneException(
          StandaloneException.Code.PART, "The tables could not be filled: " + e.getMessage(), e);
    }
  }

  private void awaitOfficials(Statement statement) throws SQLException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try (ResultSet row = statement.executeQuery("SELECT officials FROM sample_province")) {
        if (row.next() && row.getInt(1) >= accounts) {
          return;
        }
      }
      if (System.nanoTime() > end) {
        throw new StandaloneException(
            StandaloneException.Code.PART, "The sample province was not complete in time.");
      }
      AuthHouse.pause(Duration.ofSeconds(1));
    }
  }

  private String sessions() {
    return """
    INSERT INTO session
    SELECT made.* FROM (SELECT to_jsonb(session) AS pattern FROM session LIMIT 1) login
    CROSS JOIN generate_series(1, %d) AS official (n)
    CROSS JOIN LATERAL jsonb_populate_record(NULL::session, pattern || jsonb_build_object(
      'id', md5('bench:session:' || n)::uuid,
      'cookie_hash', sha256(convert_to('bench:cookie:' || n, 'UTF8')),
      'account_id', md5('antin-sample:official:' || n)::uuid)) made
    """
        .formatted(accounts);
  }

  private String families() {
    return """
    INSERT INTO token_family
    SELECT made.* FROM (SELECT to_jsonb(token_family) AS pattern FROM token_family LIMIT 1) login
    CROSS JOIN generate_series(1, %1$d) AS family (n)
    CROSS JOIN LATERAL jsonb_populate_record(NULL::token_family, pattern || jsonb_build_object(
      'id', md5('bench:family:' || n)::uuid,
      'account_id', md5('antin-sample:official:' || (n - 1) / %2$d + 1)::uuid,
      'session_id', md5('bench:session:' || (n - 1) / %2$d + 1)::uuid)) made
    """
        .formatted(EACH * accounts, EACH);
  }

  private String handles(LocalDate bucket) {
    return """
    INSERT INTO token_handle
    SELECT made.*
    FROM (SELECT to_jsonb(token_handle) AS pattern FROM token_handle
          WHERE kind = 'refresh' AND consumed_at IS NULL LIMIT 1) login
    CROSS JOIN generate_series(1, %d) AS family (n)
    CROSS JOIN LATERAL jsonb_populate_record(NULL::token_handle, pattern || jsonb_build_object(
      'family_id', md5('bench:family:' || n)::uuid,
      'hash', sha256(convert_to(translate(rtrim(encode(decode('%s', 'hex')
        || sha256(convert_to('bench:refresh:' || n, 'UTF8')), 'base64'), '='), '+/', '-_'),
        'UTF8')))) made
    """
        .formatted(EACH * accounts, "%04x".formatted(bucket.toEpochDay()));
  }

  private static LocalDate bucket(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT bucket FROM token_family LIMIT 1")) {
      row.next();
      return row.getObject(1, LocalDate.class);
    }
  }

  private List<String> tokens(LocalDate bucket) {
    int all = EACH * accounts;
    int step = Math.max(1, all / USED);
    List<String> tokens = new ArrayList<>();
    for (int n = 1; n <= all && tokens.size() < USED; n += step) {
      byte[] random = sha256("bench:refresh:" + n);
      byte[] bytes =
          ByteBuffer.allocate(Short.BYTES + random.length)
              .putShort((short) bucket.toEpochDay())
              .put(random)
              .array();
      tokens.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
    return tokens;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
