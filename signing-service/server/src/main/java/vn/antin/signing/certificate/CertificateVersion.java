package vn.antin.signing.certificate;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.problem.Problem;

/**
 * Versions of certificates as entity tags (RFC 9110 §8.8.3), so that nobody acts upon another state
 * than the one they were shown. The version is the number of the last line in the certificate's
 * history; every act adds one. It does not speak of what else an answer tells, such as names of
 * holder and unit.
 */
public final class CertificateVersion {
  /** The version of a row {@code credential}, in SQL. */
  public static final String COLUMN =
      """
      (SELECT coalesce(max(version.id), 0) FROM credential_event AS version
        WHERE version.credential_id = credential.id)
      """;

  private CertificateVersion() {}

  /** The value of {@code ETag}. */
  public static String tag(long version) {
    return "\"" + version + "\"";
  }

  /**
   * Refuses what was meant for another version; the caller holds the lock of the row, in whose
   * transaction this is.
   *
   * @param ifMatch the header; null when the caller wants no such care
   * @throws vn.antin.signing.problem.SigningException CHANGED
   */
  public static void require(JdbcClient sql, CredentialId id, @Nullable String ifMatch) {
    if (ifMatch == null) {
      return;
    }
    var present =
        tag(
            sql.sql("SELECT " + COLUMN + " FROM credential WHERE credential.id = :id")
                .param("id", id.value())
                .query(Long.class)
                .single());
    if (Stream.of(ifMatch.split(",", -1))
        .map(String::strip)
        .noneMatch(wanted -> wanted.equals(present) || wanted.equals("*"))) {
      throw Problem.CHANGED.because("credential " + id + " is at version " + present);
    }
  }
}
