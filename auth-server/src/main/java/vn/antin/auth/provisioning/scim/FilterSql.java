package vn.antin.auth.provisioning.scim;

import com.fasterxml.jackson.databind.node.ValueNode;
import com.unboundid.scim2.common.Path;
import com.unboundid.scim2.common.exceptions.BadRequestException;
import com.unboundid.scim2.common.filters.Filter;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes SQL of a filter (RFC 7644 §3.4.2.2). What a filter says is only ever a parameter. */
final class FilterSql {
  private static final int LONGEST = 2000;
  private static final int MOST = 40;

  private final Function<String, @Nullable Attribute> attributes;
  private final Map<String, Object> parameters = new HashMap<>();

  private FilterSql(Function<String, @Nullable Attribute> attributes) {
    this.attributes = attributes;
  }

  /** A condition and its parameters. */
  record Condition(String sql, Map<String, Object> parameters) {
    static final Condition ALL = new Condition("true", Map.of());
  }

  /** The condition of a filter; everything when there is none. */
  static Condition of(@Nullable String filter, Function<String, @Nullable Attribute> attributes) {
    if (filter == null || filter.isBlank()) {
      return Condition.ALL;
    }
    if (filter.length() > LONGEST) {
      throw ScimFault.invalidFilter("the filter is longer than " + LONGEST + " characters");
    }
    FilterSql sql = new FilterSql(attributes);
    try {
      String condition = sql.sql(Filter.fromString(filter), "");
      return new Condition(condition, Map.copyOf(sql.parameters));
    } catch (BadRequestException e) {
      throw ScimFault.invalidFilter("the filter cannot be read");
    }
  }

  private String compare(Filter filter, String prefix, Function<Attribute, String> comparison) {
    String path = prefix + path(present(filter.getAttributePath()));
    Attribute attribute = attributes.apply(path);
    if (attribute == null) {
      throw ScimFault.invalidFilter("filters cannot name " + path);
    }
    String sql = comparison.apply(attribute);
    return attribute.among() == null ? "(" + sql + ")" : attribute.among().formatted(sql);
  }

  private static String path(Path path) {
    StringBuilder name = new StringBuilder();
    if (path.getSchemaUrn() != null) {
      name.append(path.getSchemaUrn()).append(':');
    }
    for (int i = 0; i < path.size(); i++) {
      if (path.getElement(i).getValueFilter() != null) {
        throw ScimFault.invalidFilter("a filter inside of a path is not understood here");
      }
      name.append(i == 0 ? "" : ".").append(path.getElement(i).getAttribute());
    }
    return name.toString();
  }

  private String parameter(Object value) {
    if (parameters.size() >= MOST) {
      throw ScimFault.invalidFilter("the filter has more than " + MOST + " comparisons");
    }
    String name = "f" + parameters.size();
    parameters.put(name, value);
    return ":" + name;
  }

  private String against(Filter filter, String prefix, String operator) {
    return compare(
        filter,
        prefix,
        attribute -> {
          ValueNode value = present(filter.getComparisonValue());
          if (value.isNull()) {
            return switch (operator) {
              case "=" -> attribute.sql() + " IS NULL";
              case "IS DISTINCT FROM" -> attribute.sql() + " IS NOT NULL";
              default -> "false";
            };
          }
          return switch (attribute.type()) {
            case TEXT ->
                "lower(%s) %s %s"
                    .formatted(
                        attribute.sql(),
                        operator,
                        parameter(value.asText().toLowerCase(Locale.ROOT)));
            case EXACT ->
                "%s %s %s".formatted(attribute.sql(), operator, parameter(value.asText()));
            case BOOLEAN -> {
              if (!operator.equals("=") && !operator.equals("IS DISTINCT FROM")) {
                throw ScimFault.invalidFilter("true and false have no order");
              }
              yield "%s %s %s"
                  .formatted(
                      attribute.sql(),
                      operator,
                      parameter(
                          value.isBoolean()
                              ? value.booleanValue()
                              : "true".equalsIgnoreCase(value.asText())));
            }
            case TIME ->
                "%s %s %s".formatted(attribute.sql(), operator, parameter(time(value.asText())));
          };
        });
  }

  private static OffsetDateTime time(String text) {
    try {
      return OffsetDateTime.parse(text);
    } catch (DateTimeParseException e) {
      throw ScimFault.invalidFilter("expected a date and time with its offset");
    }
  }

  private String like(Filter filter, String prefix, String before, String after) {
    return compare(
        filter,
        prefix,
        attribute -> {
          if (attribute.type() != Attribute.Type.TEXT && attribute.type() != Attribute.Type.EXACT) {
            throw ScimFault.invalidFilter("only texts have parts");
          }
          String literal =
              present(filter.getComparisonValue()).asText().replaceAll("([%_\\\\])", "\\\\$1");
          boolean exact = attribute.type() == Attribute.Type.EXACT;
          return (exact ? "%s LIKE %s" : "lower(%s) LIKE %s")
              .formatted(
                  attribute.sql(),
                  parameter(before + (exact ? literal : literal.toLowerCase(Locale.ROOT)) + after));
        });
  }

  private String sql(Filter filter, String prefix) {
    return switch (filter.getFilterType()) {
      case EQUAL -> against(filter, prefix, "=");
      case NOT_EQUAL -> against(filter, prefix, "IS DISTINCT FROM");
      case GREATER_THAN -> against(filter, prefix, ">");
      case GREATER_OR_EQUAL -> against(filter, prefix, ">=");
      case LESS_THAN -> against(filter, prefix, "<");
      case LESS_OR_EQUAL -> against(filter, prefix, "<=");
      case CONTAINS -> like(filter, prefix, "%", "%");
      case STARTS_WITH -> like(filter, prefix, "", "%");
      case ENDS_WITH -> like(filter, prefix, "%", "");
      case PRESENT -> compare(filter, prefix, FilterSql::known);
      case AND -> joined(filter, prefix, " AND ");
      case OR -> joined(filter, prefix, " OR ");
      case NOT -> "(NOT coalesce(" + sql(present(filter.getInvertedFilter()), prefix) + ", false))";
      case COMPLEX_VALUE ->
          sql(
              present(filter.getValueFilter()),
              prefix + path(present(filter.getAttributePath())) + ".");
    };
  }

  private static String known(Attribute attribute) {
    return attribute.type() == Attribute.Type.TEXT
        ? "nullif(%s, '') IS NOT NULL".formatted(attribute.sql())
        : "%s IS NOT NULL".formatted(attribute.sql());
  }

  /** Filters that were parsed have the parts of their kind. */
  private static <T> T present(@Nullable T part) {
    return Objects.requireNonNull(part);
  }

  private String joined(Filter filter, String prefix, String with) {
    List<Filter> parts = present(filter.getCombinedFilters());
    return parts.stream()
        .map(part -> sql(part, prefix))
        .collect(Collectors.joining(with, "(", ")"));
  }
}
