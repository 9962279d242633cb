package vn.antin.auth.oauth2.registration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Metadata documents that tests vary. */
final class TestMetadata {
  private TestMetadata() {}

  /** A web application; {@code more} are pairs of member and value, null takes one out. */
  static Map<String, Object> web(@Nullable Object... more) {
    Map<String, Object> document = new HashMap<>();
    document.put("client_name", "Một cửa");
    document.put("redirect_uris", List.of("https://motcua.example.vn/cb"));
    return with(document, more);
  }

  static Map<String, Object> with(Map<String, Object> document, @Nullable Object... more) {
    Map<String, Object> all = new HashMap<>(document);
    for (int i = 0; i < more.length; i += 2) {
      Object value = more[i + 1];
      if (value == null) {
        all.remove(more[i]);
      } else {
        all.put(String.valueOf(more[i]), value);
      }
    }
    return all;
  }
}
