package vn.antin.auth.org;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a post stands in its unit; a new post's title says it unless somebody does. */
public enum PostRank {
  /** Heads the unit (người đứng đầu). */
  HEAD,
  /** Deputy of who heads it (cấp phó). */
  DEPUTY,
  MEMBER;

  /** The word for it in the API and in the database. */
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The rank of that word. */
  public static Optional<PostRank> of(String value) {
    return Arrays.stream(values()).filter(rank -> rank.value().equals(value)).findFirst();
  }
}
