package vn.antin.ldap.gateway;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a search asks, free of LDAP's third truth value: an entry belongs to the answer exactly when
 * the condition holds for it. A test on a field without a value is false, and {@link Not} of it is
 * true. Values are NFC and in lower case and are compared with the field in lower case.
 */
public sealed interface Condition {
  record Always() implements Condition {}

  record Never() implements Condition {}

  record Present(Field field) implements Condition {}

  record Equal(Field field, String value) implements Condition {}

  /** Parts in this order, without overlap; at least one is there and none is empty. */
  record Substring(
      Field field, @Nullable String initial, List<String> middle, @Nullable String last)
      implements Condition {
    public Substring {
      middle = List.copyOf(middle);
    }
  }

  record HasId(UUID id) implements Condition {}

  record Not(Condition condition) implements Condition {}

  /** At least two conditions. */
  record All(List<Condition> conditions) implements Condition {
    public All {
      conditions = List.copyOf(conditions);
    }
  }

  /** At least two conditions. */
  record Any(List<Condition> conditions) implements Condition {
    public Any {
      conditions = List.copyOf(conditions);
    }
  }

  Condition ALWAYS = new Always();
  Condition NEVER = new Never();

  /** The conjunction, simplified. */
  static Condition all(List<Condition> conditions) {
    if (conditions.contains(NEVER)) {
      return NEVER;
    }
    List<Condition> left = conditions.stream().filter(c -> !c.equals(ALWAYS)).distinct().toList();
    return switch (left.size()) {
      case 0 -> ALWAYS;
      case 1 -> left.getFirst();
      default -> new All(left);
    };
  }

  /** The disjunction, simplified. */
  static Condition any(List<Condition> conditions) {
    if (conditions.contains(ALWAYS)) {
      return ALWAYS;
    }
    List<Condition> left = conditions.stream().filter(c -> !c.equals(NEVER)).distinct().toList();
    return switch (left.size()) {
      case 0 -> NEVER;
      case 1 -> left.getFirst();
      default -> new Any(left);
    };
  }

  /** The negation, simplified. */
  static Condition not(Condition condition) {
    return switch (condition) {
      case Always() -> NEVER;
      case Never() -> ALWAYS;
      case Not(Condition inner) -> inner;
      case Condition other -> new Not(other);
    };
  }
}
