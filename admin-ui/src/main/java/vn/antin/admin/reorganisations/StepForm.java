package vn.antin.admin.reorganisations;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of one step as it was sent; units are named by their identifiers. */
record StepForm(Map<String, String> fields) {
  StepForm {
    fields = Map.copyOf(fields);
  }

  String value(String name) {
    return fields.getOrDefault(name, "").strip();
  }

  @Nullable String orNull(String name) {
    var value = value(name);
    return value.isEmpty() ? null : value;
  }

  /** One per line. */
  List<String> lines(String name) {
    return value(name).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  boolean checked(String name) {
    return value(name).equals("true");
  }
}
