package vn.antin.admin.applications;

import java.util.List;

/** Values that a form takes one a line. */
final class Lines {
  private Lines() {}

  static List<String> of(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
