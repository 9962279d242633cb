package vn.antin.signing.image;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.web.Caller;

final class ImageRepository {
  private static final String COLUMNS =
      "SELECT id, official_id, unit_id, sha256, width, height, created_at FROM signature_image ";

  /** The picture that the holder has now. */
  private static final String OF_HOLDER =
      """
      (official_id = :official::uuid OR unit_id = :unit::uuid) AND ended_at IS NULL
      """;

  /** Own ones, seals in custody, and seals within the caller's scope. */
  private static final String SEEN =
      """
      ended_at IS NULL AND (official_id = :caller
        OR unit_id IN (SELECT id FROM scope)
        OR EXISTS (SELECT FROM role_held WHERE role_held.official_id = :caller
          AND role_held.role = 'records-clerk' AND role_held.unit_id = signature_image.unit_id
          AND (role_held.valid_from IS NULL OR role_held.valid_from <= :now)
          AND (role_held.valid_to IS NULL OR role_held.valid_to > :now)))
      """;

  private final JdbcClient sql;

  ImageRepository(JdbcClient sql) {
    this.sql = sql;
  }

  void add(SignatureImage image, byte[] wrapped) {
    sql.sql(
            """
            INSERT INTO signature_image (id, official_id, unit_id, sha256, width, height, content,
              created_at)
            VALUES (:id, :official, :unit, :sha256, :width, :height, :content, :now)
            """)
        .param("id", image.id().value())
        .param("official", image.holder().officialId())
        .param("unit", image.holder().unitId())
        .param("sha256", image.sha256().bytes())
        .param("width", image.width())
        .param("height", image.height())
        .param("content", wrapped)
        .param("now", image.createdAt().atOffset(UTC))
        .update();
  }

  /** The id of what ended; its content is gone. */
  Optional<ImageId> end(Holder holder, Instant now) {
    return sql.sql(
            "UPDATE signature_image SET ended_at = :now, content = NULL WHERE "
                + OF_HOLDER
                + " RETURNING id")
        .param("official", holder.officialId())
        .param("unit", holder.unitId())
        .param("now", now.atOffset(UTC))
        .query((row, _) -> new ImageId(row.getObject("id", UUID.class)))
        .optional();
  }

  Optional<SignatureImage> current(Holder holder) {
    return sql.sql(COLUMNS + "WHERE " + OF_HOLDER)
        .param("official", holder.officialId())
        .param("unit", holder.unitId())
        .query(ImageRepository::image)
        .optional();
  }

  List<SignatureImage> seen(Caller.Person caller, Instant now) {
    return AdministratorScope.bind(
            sql,
            AdministratorScope.SEES
                + COLUMNS
                + "WHERE "
                + SEEN
                + "ORDER BY official_id NULLS LAST, unit_id LIMIT 1000",
            caller,
            now)
        .query(ImageRepository::image)
        .list();
  }

  Optional<SignatureImage> seen(Caller.Person caller, ImageId id, Instant now) {
    return AdministratorScope.bind(
            sql, AdministratorScope.SEES + COLUMNS + "WHERE id = :id AND " + SEEN, caller, now)
        .param("id", id.value())
        .query(ImageRepository::image)
        .optional();
  }

  /** The wrapped content, unless the picture ended. */
  Optional<byte[]> content(ImageId id) {
    return sql.sql("SELECT content FROM signature_image WHERE id = :id AND ended_at IS NULL")
        .param("id", id.value())
        .query((row, _) -> row.getBytes("content"))
        .optional();
  }

  private static SignatureImage image(ResultSet row, int number) throws SQLException {
    return new SignatureImage(
        new ImageId(row.getObject("id", UUID.class)),
        Holder.of(row.getObject("official_id", UUID.class), row.getObject("unit_id", UUID.class)),
        Sha256.of(row.getBytes("sha256")),
        row.getBigDecimal("width"),
        row.getBigDecimal("height"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
