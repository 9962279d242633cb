package vn.antin.auth.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A place in a list that is ordered by several values, as one opaque word. It holds what the last
 * item shown holds, so reading on asks nothing about anybody who was not shown.
 */
public final class Cursor {
  private static final int LONGEST = 4000;
  private static final String SEPARATOR = "\u001f";

  private Cursor() {}

  public static String of(String... values) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join(SEPARATOR, values).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a cursor of this many values.
   *
   * @throws ApiProblem 400 when it is not one; the values themselves are anybody's text
   */
  public static List<String> read(String cursor, int values) {
    if (cursor.length() <= LONGEST) {
      try {
        List<String> read =
            List.of(
                new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
                    .split(SEPARATOR, -1));
        if (read.size() == values && read.stream().noneMatch(value -> value.indexOf(0) >= 0)) {
          return read;
        }
      } catch (IllegalArgumentException e) {
        throw malformed();
      }
    }
    throw malformed();
  }

  private static ApiProblem malformed() {
    return ApiProblem.malformed("after: expected the next of the page before");
  }
}
