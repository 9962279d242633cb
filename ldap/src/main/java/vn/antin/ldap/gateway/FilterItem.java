package vn.antin.ldap.gateway;

import com.unboundid.ldap.sdk.Filter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Translates one filter item for one kind of entry. */
final class FilterItem {
  private static final int MAX_VALUE = 256;
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final EntryKind kind;

  FilterItem(EntryKind kind) {
    this.kind = kind;
  }

  /** Null means undefined. */
  @Nullable Condition condition(Filter filter) {
    String name = filter.getAttributeName();
    AttributeName attribute = name == null ? null : AttributeName.of(name);
    if (attribute == null) {
      return null;
    }
    return switch (filter.getFilterType()) {
      case Filter.FILTER_TYPE_PRESENCE -> present(attribute);
      case Filter.FILTER_TYPE_EQUALITY, Filter.FILTER_TYPE_APPROXIMATE_MATCH ->
          equal(attribute, filter.getAssertionValueBytes());
      case Filter.FILTER_TYPE_SUBSTRING -> substring(attribute, filter);
      // No attribute here has an ordering rule, and no rule can be named explicitly.
      default -> null;
    };
  }

  private Condition present(AttributeName attribute) {
    return attribute.isOperational() || attribute == AttributeName.OBJECT_CLASS
        ? Condition.ALWAYS
        : anyField(attribute, Condition.Present::new);
  }

  private @Nullable Condition equal(AttributeName attribute, byte @Nullable [] bytes) {
    String decoded = bytes == null ? null : decode(bytes);
    if (decoded == null) {
      return null;
    }
    String value = decoded.strip();
    return switch (attribute) {
      case OBJECT_CLASS -> kind.hasObjectClass(value) ? Condition.ALWAYS : Condition.NEVER;
      case ENTRY_UUID ->
          UUID_FORM.matcher(value).matches() ? new Condition.HasId(UUID.fromString(value)) : null;
      case ENTRY_DN, STRUCTURAL_OBJECT_CLASS, SUBSCHEMA_SUBENTRY -> null;
      default ->
          value.isEmpty() ? null : anyField(attribute, field -> new Condition.Equal(field, value));
    };
  }

  private @Nullable Condition substring(AttributeName attribute, Filter filter) {
    if (attribute.isOperational() || attribute == AttributeName.OBJECT_CLASS) {
      return null;
    }
    byte[] initialBytes = filter.getSubInitialBytes();
    byte[] lastBytes = filter.getSubFinalBytes();
    String initial = initialBytes == null ? null : decode(initialBytes);
    String last = lastBytes == null ? null : decode(lastBytes);
    List<String> middle = new ArrayList<>();
    for (byte[] bytes : filter.getSubAnyBytes()) {
      String part = decode(bytes);
      if (part == null || part.isEmpty()) {
        return null;
      }
      middle.add(part);
    }
    boolean unreadable =
        (initialBytes != null && (initial == null || initial.isEmpty()))
            || (lastBytes != null && (last == null || last.isEmpty()));
    if (unreadable || (initial == null && last == null && middle.isEmpty())) {
      return null;
    }
    return anyField(attribute, field -> new Condition.Substring(field, initial, middle, last));
  }

  private Condition anyField(AttributeName attribute, Function<Field, Condition> test) {
    return Condition.any(kind.fields(attribute).stream().map(test).toList());
  }

  /** The prepared form (RFC 4518, in essence); null when no value of a directory string is this. */
  private static @Nullable String decode(byte[] bytes) {
    if (bytes.length > 4 * MAX_VALUE) {
      return null;
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.length() > MAX_VALUE || text.indexOf('\0') >= 0) {
        return null;
      }
      String folded = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
      return SPACES.matcher(folded).replaceAll(" ");
    } catch (CharacterCodingException notText) {
      return null;
    }
  }
}
