package vn.antin.auth.login.policy;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.login.factor.FactorKind;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.session.Assurance;

/** Between rows and settings. */
final class PolicyRows {
  static final String SETTINGS =
      """
      p.factors, p.least, p.grace_days, p.remember_days, p.idle_minutes, p.lifetime_minutes,
      p.sessions, p.counter, p.password_classes, p.password_age_days
      """;

  private PolicyRows() {}

  static PolicySettings settings(ResultSet row) throws SQLException {
    String least = row.getString("least");
    return new PolicySettings(
        factors(row.getArray("factors")),
        least == null ? null : Assurance.of(least).orElseThrow(),
        row.getObject("grace_days", Integer.class),
        row.getObject("remember_days", Integer.class),
        row.getObject("idle_minutes", Integer.class),
        row.getObject("lifetime_minutes", Integer.class),
        row.getObject("sessions", Integer.class),
        row.getObject("counter", Boolean.class),
        row.getObject("password_classes", Integer.class),
        row.getObject("password_age_days", Integer.class));
  }

  private static @Nullable Set<FactorKind> factors(@Nullable Array array) throws SQLException {
    if (array == null) {
      return null;
    }
    Set<FactorKind> kinds = EnumSet.noneOf(FactorKind.class);
    Arrays.stream((String[]) array.getArray())
        .forEach(name -> FactorKind.of(name).ifPresent(kinds::add));
    return kinds;
  }

  static StoredPolicy stored(ResultSet row, int number) throws SQLException {
    UUID unit = row.getObject("unit_id", UUID.class);
    return new StoredPolicy(
        unit == null
            ? new PolicyOwner.OfClient(row.getString("client_id"))
            : new PolicyOwner.OfUnit(new UnitId(unit)),
        row.getString("name"),
        settings(row),
        row.getLong("version"),
        row.getObject("set_at", OffsetDateTime.class).toInstant());
  }

  static Map<String, @Nullable Object> parameters(PolicySettings settings) {
    Map<String, @Nullable Object> parameters = new HashMap<>();
    Set<FactorKind> factors = settings.factors();
    parameters.put(
        "factors",
        factors == null
            ? null
            : factors.stream().map(FactorKind::path).sorted().toArray(String[]::new));
    parameters.put("least", settings.least() == null ? null : settings.least().value());
    parameters.put("grace", settings.graceDays());
    parameters.put("remember", settings.rememberDays());
    parameters.put("idle", settings.idleMinutes());
    parameters.put("lifetime", settings.lifetimeMinutes());
    parameters.put("sessions", settings.sessions());
    parameters.put("counter", settings.counter());
    parameters.put("classes", settings.passwordClasses());
    parameters.put("age", settings.passwordAgeDays());
    return parameters;
  }
}
