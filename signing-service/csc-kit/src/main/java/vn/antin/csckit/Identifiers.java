package vn.antin.csckit;

import java.util.regex.Pattern;

/** Object identifiers in dotted form. */
final class Identifiers {
  private static final Pattern DOTTED = Pattern.compile("[0-2](\\.(0|[1-9][0-9]*))+");

  private Identifiers() {}

  static void check(String text) {
    Unmet.unless(
        DOTTED.matcher(text).matches(), "expected an object identifier, found '" + text + "'");
  }
}
