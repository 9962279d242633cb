package vn.antin.auth.oauth2.authorize;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the answer travels: OAuth 2.0 Multiple Response Type Encoding Practices, Form Post Response
 * Mode, and JARM. A code never travels in a fragment.
 */
enum ResponseMode {
  QUERY("query", false, false),
  FORM_POST("form_post", true, false),
  /** What JARM §2.3.4 makes of it for a code. */
  JWT("jwt", false, true),
  QUERY_JWT("query.jwt", false, true),
  FORM_POST_JWT("form_post.jwt", true, true);

  private final String value;
  private final boolean posted;
  private final boolean protectedByUs;

  ResponseMode(String value, boolean posted, boolean protectedByUs) {
    this.value = value;
    this.posted = posted;
    this.protectedByUs = protectedByUs;
  }

  /** The mode asked for, {@link #QUERY} when none is; empty when we do not know it. */
  static Optional<ResponseMode> of(@Nullable String value) {
    return value == null
        ? Optional.of(QUERY)
        : Arrays.stream(values()).filter(mode -> mode.value.equals(value)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(mode -> mode.value).toList();
  }

  /** Whether the browser posts the answer instead of following a redirect. */
  boolean posted() {
    return posted;
  }

  /** Whether the answer is a JWT of ours. */
  boolean jwt() {
    return protectedByUs;
  }
}
