package vn.antin.admin.delegations;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was typed into the form; bound by name. */
public record DelegationForm(
    @Nullable String form,
    @Nullable String unitCode,
    @Nullable String delegator,
    @Nullable String delegate,
    @Nullable String matters,
    @Nullable String types,
    @Nullable String number,
    @Nullable String notation,
    @Nullable String date,
    @Nullable String from,
    @Nullable String to) {
  static final DelegationForm EMPTY =
      new DelegationForm(null, null, null, null, null, null, null, null, null, null, null);

  /** A field's text; empty when nothing was typed. */
  public static String text(@Nullable String field) {
    return Objects.requireNonNullElse(field, "").strip();
  }

  /** As the auth-server wants it. */
  Map<String, Object> wish() {
    Map<String, Object> wish = new HashMap<>();
    put(wish, "form", form);
    put(wish, "unitCode", unitCode);
    put(wish, "delegatorUsername", delegator);
    put(wish, "delegateUsername", delegate);
    put(wish, "matters", matters);
    put(wish, "validFrom", from);
    put(wish, "validTo", to);
    wish.put(
        "documentTypes",
        Arrays.stream(text(types).split("[,;\\r\\n]"))
            .map(String::strip)
            .filter(type -> !type.isEmpty())
            .toList());
    Map<String, Object> document = new HashMap<>();
    put(document, "number", number);
    put(document, "notation", notation);
    put(document, "date", date);
    wish.put("document", document);
    return wish;
  }

  private static void put(Map<String, Object> wish, String name, @Nullable String value) {
    if (!text(value).isEmpty()) {
      wish.put(name, text(value));
    }
  }
}
