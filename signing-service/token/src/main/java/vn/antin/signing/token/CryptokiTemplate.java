package vn.antin.signing.token;

import static vn.antin.signing.token.CryptokiFunctions.POINTER;
import static vn.antin.signing.token.CryptokiFunctions.WORD;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;

/** Attributes to look for, to set or to give to a new object: CK_ATTRIBUTE by CK_ATTRIBUTE. */
record CryptokiTemplate(Map<Long, Object> attributes) {

  static final CryptokiTemplate EMPTY = new CryptokiTemplate(Map.of());

  static CryptokiTemplate of(long objectClass) {
    return EMPTY.with(Cryptoki.CLASS, objectClass);
  }

  /** With one more attribute: a {@code Long}, a {@code Boolean} or {@code byte[]}. */
  CryptokiTemplate with(long type, Object value) {
    Map<Long, Object> more = new LinkedHashMap<>(attributes);
    more.put(type, value);
    return new CryptokiTemplate(more);
  }

  CryptokiTemplate without(long type) {
    Map<Long, Object> fewer = new LinkedHashMap<>(attributes);
    fewer.remove(type);
    return new CryptokiTemplate(fewer);
  }

  long size() {
    return attributes.size();
  }

  MemorySegment write(Arena arena) {
    long stride = 2L * WORD + POINTER;
    MemorySegment written = arena.allocate(Math.max(1, size()) * stride);
    long at = 0;
    for (Map.Entry<Long, Object> attribute : attributes.entrySet()) {
      long length = WORD;
      MemorySegment value;
      switch (attribute.getValue()) {
        case Long number -> {
          value = arena.allocate(WORD);
          CryptokiFunctions.write(value, 0, number);
        }
        case Boolean flag -> {
          value = CryptokiFunctions.bytes(arena, new byte[] {(byte) (flag ? 1 : 0)});
          length = 1;
        }
        case byte[] bytes -> {
          value = CryptokiFunctions.bytes(arena, bytes);
          length = bytes.length;
        }
        default -> throw new IllegalArgumentException("A number, a flag or bytes");
      }
      CryptokiFunctions.write(written, at, attribute.getKey());
      CryptokiFunctions.point(written, at + WORD, value);
      CryptokiFunctions.write(written, at + WORD + POINTER, length);
      at += stride;
    }
    return written;
  }
}
