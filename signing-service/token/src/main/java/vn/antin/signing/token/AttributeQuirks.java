package vn.antin.signing.token;

import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Where a vendor's library wants other attributes than the standard's: attributes left out, or set
 * to a flag. That a key is sensitive and not extractable is read back afterwards: a quirk cannot
 * weaken that.
 */
public final class AttributeQuirks {

  private final Map<Template, Map<Long, String>> changes;

  private AttributeQuirks(Map<Template, Map<Long, String>> changes) {
    this.changes = changes;
  }

  /** What a template is for. */
  public enum Template {
    PUBLIC,
    RESIDENT,
    TO_BE_WRAPPED,
    UNWRAPPED
  }

  public static AttributeQuirks none() {
    return new AttributeQuirks(Map.of());
  }

  /**
   * Reads changes such as {@code unwrapped → "0x109=omit 0x10c=omit"}: by template, attribute
   * numbers of PKCS #11 with {@code omit}, {@code true} or {@code false}.
   *
   * @throws IllegalArgumentException saying what is not understood
   */
  public static AttributeQuirks parse(Map<String, String> configured) {
    Map<Template, Map<Long, String>> changes = new EnumMap<>(Template.class);
    configured.forEach((name, text) -> {
      Map<Long, String> each = new LinkedHashMap<>();
      for (String change : text.strip().split("[ ,]+", -1)) {
        String[] parts = change.split("=", 2);
        if (parts.length != 2
            || !parts[0].matches("0x[0-9a-fA-F]{1,8}")
            || !parts[1].matches("omit|true|false")) {
          throw new IllegalArgumentException(
              "Expected 0x…=omit, =true or =false for " + name + ", found: " + change);
        }
        each.put(HexFormat.fromHexDigitsToLong(parts[0].substring(2)), parts[1]);
      }
      changes.put(
          Template.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')), Map.copyOf(each));
    });
    return new AttributeQuirks(changes);
  }

  CryptokiTemplate apply(Template use, CryptokiTemplate template) {
    CryptokiTemplate changed = template;
    for (Map.Entry<Long, String> change : changes.getOrDefault(use, Map.of()).entrySet()) {
      changed =
          change.getValue().equals("omit")
              ? changed.without(change.getKey())
              : changed.with(change.getKey(), Boolean.valueOf(change.getValue()));
    }
    return changed;
  }
}
