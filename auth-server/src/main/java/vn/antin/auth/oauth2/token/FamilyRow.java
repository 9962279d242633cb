package vn.antin.auth.oauth2.token;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.session.SessionId;

/** Reads the rows of {@link TokenStore}. */
final class FamilyRow {
  private FamilyRow() {}

  static Family family(ResultSet row, int number) throws SQLException {
    return new Family(
        id(row),
        row.getString("client_id"),
        new AccountId(row.getObject("account_id", UUID.class)),
        new SessionId(row.getObject("session_id", UUID.class)),
        Set.copyOf(texts(row, "scopes")),
        row.getString("nonce"),
        instant(row, "authenticated_at"),
        texts(row, "methods"),
        row.getString("assurance"),
        approval(row),
        confirmation(row),
        Set.copyOf(texts(row, "resources")),
        row.getString("claims"),
        instant(row, "ends_at"));
  }

  static Spent.Taken taken(ResultSet row, @Nullable Handle next) throws SQLException {
    OffsetDateTime seen = row.getObject("session_seen_at", OffsetDateTime.class);
    return new Spent.Taken(
        family(row, 1),
        instant(row, "expires_at"),
        row.getBoolean("alive"),
        row.getString("redirect_uri"),
        row.getString("code_challenge"),
        row.getString("code_dpop_key"),
        next,
        seen == null ? null : seen.toInstant());
  }

  static LiveHandle liveHandle(ResultSet row, int number) throws SQLException {
    return new LiveHandle(
        family(row, number), instant(row, "issued_at"), instant(row, "expires_at"));
  }

  static OwnedFamily owned(ResultSet row, int number) throws SQLException {
    return new OwnedFamily(id(row), row.getString("client_id"));
  }

  private static FamilyId id(ResultSet row) throws SQLException {
    return new FamilyId(row.getObject("bucket", LocalDate.class), row.getObject("id", UUID.class));
  }

  private static @Nullable ApprovedDetails approval(ResultSet row) throws SQLException {
    String details = row.getString("authorization_details");
    return details == null
        ? null
        : new ApprovedDetails(
            row.getObject("grant_id", UUID.class), details, row.getString("token_answer"));
  }

  private static @Nullable Confirmation confirmation(ResultSet row) throws SQLException {
    String key = row.getString("dpop_key");
    String certificate = row.getString("certificate");
    return key != null
        ? new Confirmation.DpopKey(key)
        : certificate != null ? new Confirmation.Certificate(certificate) : null;
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return List.of((String[]) array.getArray());
  }
}
