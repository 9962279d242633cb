package vn.antin.audit.proof;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to hash, such that two different values never give the same bytes: numbers are big-endian,
 * texts are UTF-8 behind their length, absent and present are marked, maps are counted and sorted
 * by the bytes of their names. Each encoding starts with a label that names what it encodes.
 */
final class CanonicalEncoding {
  private static final Comparator<String> BY_BYTES =
      Comparator.comparing(CanonicalEncoding::utf8, Arrays::compareUnsigned);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

  CanonicalEncoding(String label) {
    text(label);
  }

  CanonicalEncoding number(long value) {
    bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    return this;
  }

  /** Microseconds since 1970, the precision that PostgreSQL keeps. */
  CanonicalEncoding instant(Instant value) {
    return number(
        Math.addExact(
            Math.multiplyExact(value.getEpochSecond(), 1_000_000L), value.getNano() / 1_000L));
  }

  CanonicalEncoding text(String value) {
    byte[] utf8 = utf8(value);
    count(utf8.length);
    bytes.writeBytes(utf8);
    return this;
  }

  CanonicalEncoding optional(@Nullable String value) {
    bytes.write(value == null ? 0 : 1);
    return value == null ? this : text(value);
  }

  /** Bytes of a length that the label fixes. */
  CanonicalEncoding fixed(byte[] value) {
    bytes.writeBytes(value);
    return this;
  }

  <V> CanonicalEncoding map(Map<String, V> values, BiConsumer<CanonicalEncoding, V> each) {
    TreeMap<String, V> sorted = new TreeMap<>(BY_BYTES);
    sorted.putAll(values);
    count(sorted.size());
    sorted.forEach((name, value) -> {
      text(name);
      each.accept(this, value);
    });
    return this;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  private void count(int value) {
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
  }

  private static byte[] utf8(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
