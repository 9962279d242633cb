package vn.antin.auth.directory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.antin.ldap.gateway.Condition;
import vn.antin.ldap.gateway.Field;

/**
 * Writes a search's condition as SQL. Values are parameters, columns come from a closed list, and a
 * test on a null column counts as false: that is what {@code IS NOT TRUE} is for.
 */
final class ConditionSql {
  private final String id;
  private final Function<Field, @Nullable String> columns;
  private final Map<String, Object> parameters = new HashMap<>();

  /**
   * Starts a condition.
   *
   * @param id the column with the identifier
   * @param columns lower-case SQL expressions; null for a field that these rows lack
   */
  ConditionSql(String id, Function<Field, @Nullable String> columns) {
    this.id = id;
    this.columns = columns;
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  String of(Condition condition) {
    return switch (condition) {
      case Condition.Always() -> "true";
      case Condition.Never() -> "false";
      case Condition.HasId(var value) -> id + " = " + parameter(value);
      case Condition.Not(Condition inner) -> "(" + of(inner) + ") IS NOT TRUE";
      case Condition.All(List<Condition> all) -> joined(all, " AND ");
      case Condition.Any(List<Condition> any) -> joined(any, " OR ");
      case Condition.Present(Field field) -> test(field, column -> column + " <> ''");
      case Condition.Equal(Field field, String value) ->
          test(field, column -> column + " = " + parameter(value));
      case Condition.Substring substring ->
          test(substring.field(), column -> column + " LIKE " + parameter(pattern(substring)));
    };
  }

  private String joined(List<Condition> conditions, String operator) {
    return conditions.stream().map(this::of).collect(Collectors.joining(operator, "(", ")"));
  }

  private String test(Field field, Function<String, String> write) {
    String column = columns.apply(field);
    return column == null ? "false" : write.apply(column);
  }

  private String parameter(Object value) {
    String name = "c" + parameters.size();
    parameters.put(name, value);
    return ":" + name;
  }

  private static String pattern(Condition.Substring parts) {
    StringBuilder pattern = new StringBuilder();
    if (parts.initial() != null) {
      pattern.append(literal(parts.initial()));
    }
    pattern.append('%');
    parts.middle().forEach(part -> pattern.append(literal(part)).append('%'));
    if (parts.last() != null) {
      pattern.append(literal(parts.last()));
    }
    return pattern.toString();
  }

  private static String literal(String part) {
    return part.replaceAll("([%_\\\\])", "\\\\$1");
  }
}
