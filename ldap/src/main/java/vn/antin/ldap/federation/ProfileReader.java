package vn.antin.ldap.federation;

import com.unboundid.ldap.sdk.Entry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.antin.ldap.entry.PersonName;

/**
 * Turns a foreign entry into a {@link Profile}; nothing in the entry is trusted to be well-formed.
 */
final class ProfileReader {
  private static final int MAX_LENGTH = 256;
  private static final Pattern CONTROL = Pattern.compile("\\p{C}");
  private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

  private final AttributeMapping mapping;

  ProfileReader(AttributeMapping mapping) {
    this.mapping = mapping;
  }

  /** Null when the entry has no external id: such a user could not be recognised after a rename. */
  @Nullable Profile read(Entry entry, String nameGiven) {
    String externalId = externalId(entry);
    if (externalId == null) {
      return null;
    }
    String username = first(entry, mapping.username());
    String mail = first(entry, mapping.mail());
    return new Profile(
        externalId,
        username,
        name(entry, username == null ? nameGiven : username),
        mail != null && MAIL.matcher(mail).matches() ? mail : null,
        first(entry, mapping.telephone()));
  }

  private PersonName name(Entry entry, String fallback) {
    String full = first(entry, mapping.fullName());
    return PersonName.fromDirectory(
        first(entry, mapping.familyName()),
        first(entry, mapping.givenNames()),
        full == null ? fallback : full);
  }

  private @Nullable String externalId(Entry entry) {
    for (String name : mapping.externalId()) {
      byte[] bytes = entry.getAttributeValueBytes(name);
      if (bytes != null && bytes.length == 16) {
        return guid(bytes);
      }
      String value = entry.getAttributeValue(name);
      if (value != null) {
        String cleaned = clean(value).toLowerCase(Locale.ROOT);
        return cleaned.isEmpty() ? null : cleaned;
      }
    }
    return null;
  }

  /** MS-DTYP §2.3.4: the first three fields of a GUID are little-endian. */
  private static String guid(byte[] bytes) {
    ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long high = Integer.toUnsignedLong(little.getInt()) << 32;
    high |= Short.toUnsignedLong(little.getShort()) << 16;
    high |= Short.toUnsignedLong(little.getShort());
    return new UUID(high, little.order(ByteOrder.BIG_ENDIAN).getLong()).toString();
  }

  private static @Nullable String first(Entry entry, List<String> names) {
    for (String name : names) {
      String value = entry.getAttributeValue(name);
      if (value != null) {
        String cleaned = clean(value);
        if (!cleaned.isEmpty()) {
          return cleaned;
        }
      }
    }
    return null;
  }

  private static String clean(String value) {
    String flat = CONTROL.matcher(Normalizer.normalize(value, Normalizer.Form.NFC)).replaceAll(" ");
    int length = Math.min(MAX_LENGTH, flat.codePointCount(0, flat.length()));
    return flat.substring(0, flat.offsetByCodePoints(0, length)).strip();
  }
}
