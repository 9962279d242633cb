package vn.antin.auth.org;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which way an official holds a post. */
public enum AssignmentKind {
  /** The post the official belongs to; one at a time. */
  MAIN,
  /** Held beside the main one (kiêm nhiệm). */
  CONCURRENT,
  /** Lent to another unit for a time (biệt phái). */
  SECONDED,
  /** In place of its holder, or until there is one (quyền). */
  ACTING;

  /** The word for it in the API and in the database. */
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of that word. */
  public static Optional<AssignmentKind> of(String value) {
    return Arrays.stream(values()).filter(kind -> kind.value().equals(value)).findFirst();
  }
}
