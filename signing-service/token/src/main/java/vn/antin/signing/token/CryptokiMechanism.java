package vn.antin.signing.token;

import static vn.antin.signing.token.CryptokiFunctions.POINTER;
import static vn.antin.signing.token.CryptokiFunctions.WORD;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * CK_MECHANISM: a type and its parameter.
 *
 * @param words a parameter made of CK_ULONGs, such as CK_RSA_PKCS_PSS_PARAMS
 * @param initial an initialisation vector
 */
record CryptokiMechanism(long type, List<Long> words, Bytes initial) {

  /** Bytes that are compared and printed as nothing. */
  static final class Bytes {
    private final byte[] value;

    Bytes(byte[] value) {
      this.value = value.clone();
    }
  }

  static CryptokiMechanism of(long type) {
    return new CryptokiMechanism(type, List.of(), new Bytes(new byte[0]));
  }

  static CryptokiMechanism of(long type, byte[] initial) {
    return new CryptokiMechanism(type, List.of(), new Bytes(initial));
  }

  static CryptokiMechanism of(long type, Long... words) {
    return new CryptokiMechanism(type, List.of(words), new Bytes(new byte[0]));
  }

  MemorySegment write(Arena arena) {
    MemorySegment parameter = MemorySegment.NULL;
    long length = 0;
    if (!words.isEmpty()) {
      length = (long) words.size() * WORD;
      parameter = arena.allocate(length);
      for (int i = 0; i < words.size(); i++) {
        CryptokiFunctions.write(parameter, (long) i * WORD, words.get(i));
      }
    } else if (initial.value.length > 0) {
      length = initial.value.length;
      parameter = CryptokiFunctions.bytes(arena, initial.value);
    }
    MemorySegment mechanism = arena.allocate(2L * WORD + POINTER);
    CryptokiFunctions.write(mechanism, 0, type);
    CryptokiFunctions.point(mechanism, WORD, parameter);
    CryptokiFunctions.write(mechanism, WORD + POINTER, length);
    return mechanism;
  }
}
