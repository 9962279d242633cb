package vn.antin.signing.authority.lint;

import java.util.Optional;
import java.util.function.Function;

/**
 * One rule.
 *
 * @param check answers what is wrong, or nothing
 */
record Rule(String name, String source, Function<Draft, String> check) {
  static final String FINE = "";

  Optional<Finding> look(Draft draft) {
    String found;
    try {
      found = check.apply(draft);
    } catch (RuntimeException e) { // readers of ASN.1 throw what they like
      found = "cannot be read: " + e.getMessage();
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(new Finding(name, source, found));
  }

  static String unless(boolean condition, String otherwise) {
    return condition ? FINE : otherwise;
  }
}
