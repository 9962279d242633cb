package vn.antin.signing.certificate.scope;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Random trees of units with officials, posts, roles, certificates, requests and jobs, written into
 * the read copy; and what reorganisations make of them.
 */
final class RandomProvince {
  private static final List<String> ROLES =
      List.of("security-administrator", "unit-administrator", "records-clerk", "auditor");

  private final JdbcClient sql;
  private final Random random;
  private final Instant now;
  private final byte[] certificate;
  private final List<UUID> units = new ArrayList<>();
  private final List<UUID> officials = new ArrayList<>();

  /** Adds to what is there. */
  RandomProvince(JdbcClient sql, Random random, Instant now, byte[] certificate) {
    this.sql = sql;
    this.random = random;
    this.now = now;
    this.certificate = certificate;
    for (int i = 0; i < 18; i++) {
      units.add(unit(i < 2 || random.nextInt(12) == 0 ? null : pick(units)));
    }
    for (int i = 0; i < 30; i++) {
      officials.add(official(i));
    }
    for (int i = 0; i < 24; i++) {
      role(officials.get(i % 16), ROLES.get(random.nextInt(ROLES.size())));
    }
    officials.forEach(official -> maybeCredential(official, null));
    units.forEach(unit -> maybeCredential(null, unit));
    for (int i = 0; i < 15; i++) {
      job();
    }
    units.subList(0, 6).forEach(this::keep);
  }

  List<UUID> officials() {
    return officials;
  }

  /** Units that a token names: some that are there, and sometimes one that is not. */
  List<UUID> named() {
    var named = new ArrayList<UUID>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      named.add(pick(units));
    }
    if (random.nextInt(4) == 0) {
      named.add(uuid());
    }
    if (random.nextInt(5) == 0) {
      sql.sql("SELECT id FROM unit WHERE parent_id IS NULL")
          .query(UUID.class)
          .list()
          .forEach(named::add);
    }
    return named;
  }

  /** Units move below others or end, their people go on to successors, roles end and begin. */
  void reorganise() {
    for (int i = 0; i < 4; i++) {
      var at = 2 + random.nextInt(units.size() - 2);
      // Below an earlier one: parents stay before their children, so that there is no circle.
      sql.sql("UPDATE unit SET parent_id = :parent WHERE id = :unit")
          .param("parent", units.get(random.nextInt(at)))
          .param("unit", units.get(at))
          .update();
    }
    for (int i = 0; i < 3; i++) {
      merge(pick(units), pick(units));
    }
    sql.sql("UPDATE official SET status = 'disabled' WHERE id = :id")
        .param("id", pick(officials))
        .update();
    sql.sql("UPDATE role_held SET valid_to = :ago WHERE official_id = :id")
        .param("ago", time(-1))
        .param("id", pick(officials))
        .update();
    role(pick(officials), "unit-administrator");
  }

  private void merge(UUID from, UUID into) {
    sql.sql("UPDATE unit SET valid_to = :ago WHERE id = :unit")
        .param("ago", time(-2))
        .param("unit", from)
        .update();
    sql.sql(
            """
            INSERT INTO succession (id, unit_id, successor_id, valid_from, round)
            VALUES (:id, :unit, :successor, :ago, 1000)
            """)
        .param("id", uuid())
        .param("unit", from)
        .param("successor", into)
        .param("ago", time(-2))
        .update();
    sql.sql(
            """
            UPDATE assignment SET valid_to = :ago
            WHERE unit_id = :unit AND (valid_to IS NULL OR valid_to > :ago)
            """)
        .param("ago", time(-2))
        .param("unit", from)
        .update();
    for (var official : officials) {
      if (random.nextInt(8) == 0) {
        post(official, into);
      }
    }
  }

  private UUID unit(@Nullable UUID parent) {
    var id = uuid();
    var window = window();
    sql.sql(
            """
            INSERT INTO unit (id, parent_id, kind, code, name, valid_from, valid_to, round)
            VALUES (:id, :parent, 'commune', :code, :code, :from, :to, 1000)
            """)
        .param("id", id)
        .param("parent", parent)
        .param("code", "U" + units.size())
        .param("from", window[0])
        .param("to", window[1])
        .update();
    return id;
  }

  private UUID official(int number) {
    var id = uuid();
    sql.sql(
            """
            INSERT INTO official (id, username, display_name, status, round)
            VALUES (:id, :name, :name, :status, 1000)
            """)
        .param("id", id)
        .param("name", "o" + number)
        .param("status", random.nextInt(7) == 0 ? "disabled" : "active")
        .update();
    for (int i = random.nextInt(4); i > 0; i--) {
      post(id, pick(units));
    }
    return id;
  }

  private void post(UUID official, UUID unit) {
    var window = window();
    sql.sql(
            """
            INSERT INTO assignment (id, official_id, unit_id, title, kind, valid_from, valid_to,
              round)
            VALUES (:id, :official, :unit, 'x', :kind, :from, :to, 1000)
            """)
        .param("id", uuid())
        .param("official", official)
        .param("unit", unit)
        .param("kind", random.nextInt(3) == 0 ? "concurrent" : "main")
        .param("from", window[0])
        .param("to", window[1])
        .update();
  }

  private void role(UUID official, String role) {
    var window = window();
    sql.sql(
            """
            INSERT INTO role_held (id, official_id, unit_id, role, valid_from, valid_to, round)
            VALUES (:id, :official, :unit, :role, :from, :to, 1000)
            """)
        .param("id", uuid())
        .param("official", official)
        .param("unit", pick(units))
        .param("role", role)
        .param("from", window[0])
        .param("to", window[1])
        .update();
  }

  private void maybeCredential(@Nullable UUID official, @Nullable UUID unit) {
    if (random.nextInt(4) == 0) {
      return;
    }
    var id = uuid();
    var waiting = random.nextInt(4) == 0;
    sql.sql(
            """
            INSERT INTO credential (id, kind, official_id, unit_id, key_label, state, certificate,
              subject, issuer, serial_number, key_algorithm, valid_from, valid_to, created_at,
              source, held_unit_id, named_unit_id)
            VALUES (:id, :kind, :official, :unit, :label, :state, :certificate, 'CN=x', 'CN=y',
              '1', 'ec-p256', :from, :to, :now, 'request', :held, :named)
            """)
        .param("id", id)
        .param("kind", unit == null ? "official" : "seal")
        .param("official", official)
        .param("unit", unit)
        .param("label", "key-" + id)
        .param("state", waiting ? "issuing" : "valid")
        .param("certificate", waiting ? null : another())
        .param("from", waiting ? null : time(-30))
        .param("to", waiting ? null : time(300))
        .param("now", time(0))
        .param("held", random.nextInt(4) == 0 ? null : pick(units))
        .param("named", random.nextInt(4) == 0 ? null : pick(units))
        .update();
    if (waiting || random.nextBoolean()) {
      sql.sql(
              """
              INSERT INTO certificate_request (credential_id, pkcs10, created_by, created_at)
              VALUES (:id, '\\x00', :by, :now)
              """)
          .param("id", id)
          .param("by", pick(officials))
          .param("now", time(0))
          .update();
    }
  }

  /** Somebody keeps the seal, or kept it once. */
  private void keep(UUID unit) {
    sql.sql(
            """
            INSERT INTO seal_custody (unit_id, official_id, since, until, handover_id)
            VALUES (:unit, :official, :since, :until, :handover)
            """)
        .param("handover", uuid())
        .param("unit", unit)
        .param("official", officials.get(random.nextInt(16)))
        .param("since", time(-50))
        .param("until", random.nextInt(3) == 0 ? time(-3) : null)
        .update();
  }

  private void job() {
    var administers = new UUID[1 + random.nextInt(2)];
    for (int i = 0; i < administers.length; i++) {
      administers[i] = pick(units);
    }
    sql.sql(
            """
            INSERT INTO certificate_job (id, kind, created_by, client_id, administers, unit_id,
              total, created_at, finished_at)
            VALUES (:id, 'issue', :by, 'admin-ui', :administers, :unit, 0, :now, :now)
            """)
        .param("id", uuid())
        .param("by", officials.get(random.nextInt(16)))
        .param("administers", administers)
        .param("unit", random.nextBoolean() ? pick(units) : null)
        .param("now", time(0))
        .update();
  }

  /** Begin and end of validity; days away from now, so that no clock decides. */
  private @Nullable OffsetDateTime[] window() {
    return switch (random.nextInt(8)) {
      case 0 -> new OffsetDateTime[] {time(-100), time(-5)};
      case 1 -> new OffsetDateTime[] {time(5), null};
      case 2 -> new OffsetDateTime[] {time(-100), time(5)};
      case 3, 4 -> new OffsetDateTime[] {null, null};
      default -> new OffsetDateTime[] {time(-100), null};
    };
  }

  private OffsetDateTime time(int days) {
    return now.plus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC);
  }

  /** The same certificate in bytes of its own: what follows it is not read. */
  private byte[] another() {
    var bytes = Arrays.copyOf(certificate, certificate.length + 16);
    var mark = new byte[16];
    random.nextBytes(mark);
    System.arraycopy(mark, 0, bytes, certificate.length, mark.length);
    return bytes;
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private UUID pick(List<UUID> from) {
    return from.get(random.nextInt(from.size()));
  }
}
