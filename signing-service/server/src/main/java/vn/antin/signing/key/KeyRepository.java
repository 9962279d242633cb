package vn.antin.signing.key;

import static java.time.ZoneOffset.UTC;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.TokenKey;
import vn.antin.signing.token.WrapMechanism;
import vn.antin.signing.token.WrappedKey;

/** The rows of private keys. */
final class KeyRepository {
  private final JdbcClient sql;
  private final KeySeal seal;
  private final InstantSource time;

  KeyRepository(JdbcClient sql, KeySeal seal, InstantSource time) {
    this.sql = sql;
    this.seal = seal;
    this.time = time;
  }

  /** Where a key can be used. */
  sealed interface Place {
    /** In the token with this serial number. */
    record Resident(String token) implements Place {}

    /** In every token that wraps this way and holds the master key with this check value. */
    record Wrapped(WrapMechanism mechanism, String master) implements Place {}
  }

  /** Something that a node should let go of. */
  record Forgotten(UUID id, KeyLabel label) {}

  /** Writes down that a key is going to be made; false when the label is taken. */
  boolean intend(KeyLabel label, Residence residence, String owner, KeyKind kind) {
    return sql.sql(
                """
                INSERT INTO private_key (label, residence, owner, kind, state, made_at, changed_at)
                VALUES (:label, :residence, :owner, :kind, 'making', :now, :now)
                ON CONFLICT DO NOTHING
                """)
            .param("label", label.value())
            .param("residence", name(residence))
            .param("owner", owner)
            .param("kind", kind.name())
            .param("now", now())
            .update()
        == 1;
  }

  void completeResident(TokenKey key, String owner, String token) {
    sql.sql(
            """
            UPDATE private_key SET state = 'ready', token = :token, public_key = :key,
              sealed = :sealed, changed_at = :now
            WHERE label = :label AND state = 'making' AND residence = 'resident'
            """)
        .param("label", key.label().value())
        .param("token", token)
        .param("key", key.publicKey().getEncoded())
        .param("sealed", seal.sealResident(key.label(), owner, key.publicKey(), token))
        .param("now", now())
        .update();
  }

  void completeWrapped(WrappedKey key, String owner) {
    sql.sql(
            """
            UPDATE private_key SET state = 'ready', public_key = :key, mechanism = :mechanism,
              master = :master, sealed = :sealed, changed_at = :now
            WHERE label = :label AND state = 'making' AND residence = 'wrapped'
            """)
        .param("label", key.label().value())
        .param("key", key.publicKey().getEncoded())
        .param("mechanism", key.mechanism().name())
        .param("master", key.master())
        .param("sealed", seal.seal(key, owner))
        .param("now", now())
        .update();
  }

  /** Takes back an intent that came to nothing. */
  void giveUp(KeyLabel label) {
    sql.sql("DELETE FROM private_key WHERE label = :label AND state = 'making'")
        .param("label", label.value())
        .update();
  }

  Optional<StoredKey> find(KeyLabel label) {
    return sql.sql(
            """
            SELECT label, residence, owner, kind, token, public_key, mechanism, master, sealed
            FROM private_key WHERE label = :label AND state = 'ready'
            """)
        .param("label", label.value())
        .query((row, _) -> read(row))
        .optional();
  }

  /** Where keys can be used, as far as they were made here; what is sealed is not looked at. */
  Map<KeyLabel, Place> places(Collection<KeyLabel> labels) {
    return sql
        .sql(
            """
            SELECT label, residence, token, mechanism, master FROM private_key
            WHERE label = ANY (:labels) AND state = 'ready'
            """)
        .param("labels", labels.stream().map(KeyLabel::value).toArray(String[]::new))
        .query((row, _) -> Map.entry(new KeyLabel(row.getString("label")), place(row)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Place place(ResultSet row) throws SQLException {
    return switch (residence(row.getString("residence"))) {
      case RESIDENT -> new Place.Resident(row.getString("token"));
      case WRAPPED ->
          new Place.Wrapped(
              WrapMechanism.valueOf(row.getString("mechanism")), row.getString("master"));
    };
  }

  boolean delete(KeyLabel label) {
    return sql.sql("DELETE FROM private_key WHERE label = :label AND state = 'ready'")
            .param("label", label.value())
            .update()
        == 1;
  }

  /**
   * Labels of wrapped keys that another master key wraps, in their order; what each row says is not
   * looked at, so that one that is wrong does not hide the others.
   */
  List<KeyLabel> notUnder(String master, String after, int limit) {
    return sql.sql(
            """
            SELECT label FROM private_key
            WHERE residence = 'wrapped' AND state = 'ready' AND master <> :master AND label > :after
            ORDER BY label LIMIT :limit
            """)
        .param("master", master)
        .param("after", after)
        .param("limit", limit)
        .query((row, _) -> new KeyLabel(row.getString(1)))
        .list();
  }

  /** Replaces one form of a wrapped key by another; false when somebody else did meanwhile. */
  boolean replace(StoredKey old, WrappedKey fresh) {
    return sql.sql(
                """
                UPDATE private_key SET mechanism = :mechanism, master = :master, sealed = :sealed,
                  changed_at = :now
                WHERE label = :label AND master = :before AND state = 'ready'
                """)
            .param("label", old.label().value())
            .param("before", old.wrapped() == null ? "" : old.wrapped().master())
            .param("mechanism", fresh.mechanism().name())
            .param("master", fresh.master())
            .param("sealed", seal.seal(fresh, old.owner()))
            .param("now", now())
            .update()
        == 1;
  }

  /** How many keys are ready, by the word for where they live. */
  Map<String, Long> counts() {
    return sql
        .sql("SELECT residence, count(*) FROM private_key WHERE state = 'ready' GROUP BY residence")
        .query((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Keys whose making began before a moment and never ended. */
  List<String> unfinished(Instant before) {
    return sql.sql(
            """
            SELECT label FROM private_key WHERE state = 'making' AND made_at < :before
            ORDER BY made_at LIMIT 100
            """)
        .param("before", before.atOffset(UTC))
        .query((row, _) -> row.getString(1))
        .list();
  }

  void forget(KeyLabel label) {
    sql.sql("INSERT INTO key_forgotten (label) VALUES (:label)")
        .param("label", label.value())
        .update();
  }

  /** Measured on the database's clock: nodes' clocks may differ. */
  List<Forgotten> forgottenWithin(Duration window) {
    return sql.sql(
            """
            SELECT id, label FROM key_forgotten
            WHERE at > clock_timestamp() - make_interval(secs => :seconds)
            """)
        .param("seconds", window.toSeconds())
        .query(
            (row, _) -> new Forgotten(row.getObject(1, UUID.class), new KeyLabel(row.getString(2))))
        .list();
  }

  void dropForgottenBefore(Duration window) {
    sql.sql(
            """
            DELETE FROM key_forgotten
            WHERE at < clock_timestamp() - make_interval(secs => :seconds)
            """)
        .param("seconds", window.toSeconds())
        .update();
  }

  private StoredKey read(ResultSet row) throws SQLException {
    var label = new KeyLabel(row.getString("label"));
    var residence = residence(row.getString("residence"));
    var owner = row.getString("owner");
    var token = row.getString("token");
    var publicKey = publicKey(KeyKind.valueOf(row.getString("kind")), row.getBytes("public_key"));
    var sealed = row.getBytes("sealed");
    return switch (residence) {
      case RESIDENT -> {
        seal.checkResident(sealed, label, owner, publicKey, token);
        yield new StoredKey(label, residence, owner, token, publicKey, null);
      }
      case WRAPPED -> {
        var mechanism = WrapMechanism.valueOf(row.getString("mechanism"));
        var wrapped =
            seal.open(sealed, label, owner, publicKey, mechanism, row.getString("master"));
        yield new StoredKey(label, residence, owner, null, publicKey, wrapped);
      }
    };
  }

  private static PublicKey publicKey(KeyKind kind, byte[] encoded) {
    try {
      return KeyFactory.getInstance(kind.family()).generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a stored public key cannot be read", e);
    }
  }

  private static String name(Residence residence) {
    return residence.name().toLowerCase(Locale.ROOT);
  }

  private static Residence residence(String name) {
    return Residence.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private OffsetDateTime now() {
    return time.instant().atOffset(UTC);
  }
}
