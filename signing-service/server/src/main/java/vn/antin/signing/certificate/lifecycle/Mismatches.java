package vn.antin.signing.certificate.lifecycle;

import java.sql.Array;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.people.People;
import vn.antin.signing.web.Caller;

/** The report of certificates that say something else of their holder than the read copy does. */
final class Mismatches {
  /**
   * A certificate that does not fit.
   *
   * @param unit where the holder is now
   * @param namedUnit the unit that the certificate names
   * @param mismatches some of official-inactive, post, unit-ended, unit-renamed, name
   */
  record Mismatch(
      UUID id,
      String kind,
      String holder,
      @Nullable String unit,
      @Nullable String namedUnit,
      String subject,
      String state,
      List<String> mismatches) {
    Mismatch {
      mismatches = List.copyOf(mismatches);
    }
  }

  private static final String LIST =
      AdministratorScope.SEES
          + """
          , line AS (
            SELECT credential.id, credential.kind, credential.subject, credential.state,
              coalesce(official.display_name, seal_unit.name, '') AS holder,
              coalesce(seal_unit.name, post_unit.name) AS unit, named.name AS named_unit,
              array_remove(ARRAY[
                CASE WHEN credential.official_id IS NOT NULL
                  AND coalesce(official.status, '') <> 'active' THEN 'official-inactive' END,
                CASE WHEN credential.official_id IS NOT NULL AND named.id IS NOT NULL
                  AND NOT EXISTS (
                    SELECT FROM assignment
                    WHERE assignment.official_id = credential.official_id
                      AND assignment.unit_id = named.id AND
          """
          + People.inForce("assignment")
          + """
                      )
                  THEN 'post' END,
                CASE WHEN named.valid_to <= :now THEN 'unit-ended' END,
                CASE WHEN credential.source = 'authority' AND named.name IS NOT NULL
                  AND position(lower(named.name) IN lower(credential.subject)) = 0
                  THEN 'unit-renamed' END,
                CASE WHEN official.display_name IS NOT NULL
                  AND position(lower(official.display_name) IN lower(credential.subject)) = 0
                  THEN 'name' END], NULL) AS mismatches
            FROM credential
            LEFT JOIN official ON official.id = credential.official_id
            LEFT JOIN unit AS seal_unit ON seal_unit.id = credential.unit_id
            LEFT JOIN unit AS named ON named.id = credential.named_unit_id
            LEFT JOIN LATERAL
          """
          + AdministratorScope.SEEN_POST
          + """
             AS seen ON true
            LEFT JOIN unit AS post_unit ON post_unit.id = seen.unit_id
            WHERE credential.state IN ('valid', 'suspended') AND credential.valid_to > :now AND
          """
          + AdministratorScope.HOLDER
          + """
          )
          SELECT id, kind, holder, unit, named_unit, subject, state, mismatches FROM line
          WHERE cardinality(mismatches) > 0 ORDER BY holder, id LIMIT 500
          """;

  private final JdbcClient sql;
  private final InstantSource time;

  Mismatches(JdbcClient sql, InstantSource time) {
    this.sql = sql;
    this.time = time;
  }

  /** At most 500, by holder. */
  List<Mismatch> list(Caller.Person caller) {
    return AdministratorScope.bind(sql, LIST, caller, time.instant())
        .query((row, _) ->
            new Mismatch(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("holder"),
                row.getString("unit"),
                row.getString("named_unit"),
                row.getString("subject"),
                row.getString("state"),
                texts(row.getArray("mismatches"))))
        .list();
  }

  private static List<String> texts(Array array) throws SQLException {
    return Stream.of((Object[]) array.getArray()).map(String.class::cast).toList();
  }
}
