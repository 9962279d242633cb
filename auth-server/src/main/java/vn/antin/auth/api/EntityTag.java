package vn.antin.auth.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Versions of single resources as entity tags (RFC 9110 §8.8.3), so that two administrators do not
 * overwrite each other: what is read carries {@code ETag}, what changes it demands {@code
 * If-Match}.
 */
public final class EntityTag {
  private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

  private EntityTag() {}

  /** The value of {@code ETag}. */
  public static String of(long version) {
    return "\"" + version + "\"";
  }

  /**
   * The version that {@code If-Match} names; the change itself compares it, in its statement, and
   * throws {@link ApiProblem#changed()} when it is not the present one.
   *
   * @throws ApiProblem 428 without the header; 412 when it cannot be one of ours, which weak tags
   *     and {@code *} are not
   */
  public static long demanded(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw ApiProblem.noVersion();
    }
    Matcher tag = TAG.matcher(ifMatch.strip());
    if (!tag.matches()) {
      throw ApiProblem.changed();
    }
    return Long.parseLong(tag.group(1));
  }
}
