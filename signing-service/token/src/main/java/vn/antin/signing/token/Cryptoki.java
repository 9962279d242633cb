package vn.antin.signing.token;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.antin.signing.token.TokenException.Fault;

/**
 * The few functions of a PKCS#11 library that SunPKCS11 does not offer: which tokens are in which
 * slots, objects that need no PIN, attributes of a key. It joins SunPKCS11's initialisation of the
 * library and its login (both are per process) and never logs out or finalizes.
 *
 * <p>Windows packs the structures to one byte and has 4-byte integers; everywhere else they are
 * aligned and 8 bytes wide (PKCS #11 2.40 section 2.1).
 */
final class Cryptoki {

  static final long CLASS = 0x0;
  static final long TOKEN = 0x1;
  static final long LABEL = 0x3;
  static final long VALUE = 0x11;
  static final long ID = 0x102;
  static final long SENSITIVE = 0x103;
  static final long DECRYPT = 0x105;
  static final long UNWRAP = 0x107;
  static final long SIGN = 0x108;
  static final long DERIVE = 0x10c;
  static final long PRIVATE_EXPONENT = 0x123;
  static final long EXTRACTABLE = 0x162;

  static final long CLASS_CERTIFICATE = 1;
  static final long CLASS_PRIVATE_KEY = 3;

  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
  private static final int WORD = WINDOWS ? 4 : 8;
  private static final int POINTER = 8;
  private static final int FIRST_FUNCTION = WINDOWS ? 2 : 8;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final AddressLayout ADDRESS = ValueLayout.ADDRESS_UNALIGNED;
  private static final MemoryLayout ULONG = WINDOWS ? ValueLayout.JAVA_INT : ValueLayout.JAVA_LONG;

  private static final long ALREADY_INITIALIZED = 0x191;
  private static final long USER_ALREADY_LOGGED_IN = 0x100;
  private static final long SERIAL_SESSION = 4;
  private static final long RW_SESSION = 2;
  private static final long USER = 1;
  private static final int TOKEN_INFO_FLAGS = 96;

  private final MemorySegment functions;

  private Cryptoki(MemorySegment functions) {
    this.functions = functions;
  }

  /** What C_GetTokenInfo says. */
  record TokenInfo(
      long slot, String label, String manufacturer, String model, String serial, long flags) {}

  /** Loads the library and initialises it when nobody did. The library stays loaded. */
  @SuppressWarnings("restricted") // native access is what this class is for
  static Cryptoki load(Path library) {
    try {
      MemorySegment entry =
          SymbolLookup.libraryLookup(library, Arena.global()).findOrThrow("C_GetFunctionList");
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment list = arena.allocate(POINTER);
        check("C_GetFunctionList", (long) handle(entry, ValueLayout.ADDRESS).invoke(list));
        Cryptoki cryptoki =
            new Cryptoki(list.get(ADDRESS, 0).reinterpret(FIRST_FUNCTION + 68L * POINTER));
        // CK_C_INITIALIZE_ARGS: four callbacks, flags (use the system's locks), reserved
        MemorySegment arguments = arena.allocate(4L * POINTER + WORD + POINTER);
        cryptoki.write(arguments, 4L * POINTER, 2);
        long answer = (long) cryptoki.function(0, ValueLayout.ADDRESS).invoke(arguments);
        if (answer != ALREADY_INITIALIZED) {
          if (answer != 0) {
            throw new TokenException(
                Fault.LIBRARY_UNUSABLE,
                library
                    + " does not initialise: C_Initialize answered 0x"
                    + Long.toHexString(answer));
          }
        }
        return cryptoki;
      }
    } catch (TokenException e) {
      throw e;
    } catch (Throwable e) {
      throw new TokenException(
          Fault.LIBRARY_UNUSABLE, "Not a usable PKCS#11 library: " + library, e);
    }
  }

  /** The initialised tokens that are in a slot now. */
  List<TokenInfo> tokens() {
    return calling(arena -> {
      MemorySegment count = arena.allocate(WORD);
      MethodHandle getSlots =
          function(4, ValueLayout.JAVA_BYTE, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
      check("C_GetSlotList", (long) getSlots.invoke((byte) 1, MemorySegment.NULL, count));
      long room = read(count, 0) + 4; // a token may be put in between the two calls
      MemorySegment slots = arena.allocate(room * WORD);
      write(count, 0, room);
      check("C_GetSlotList", (long) getSlots.invoke((byte) 1, slots, count));
      List<TokenInfo> tokens = new ArrayList<>();
      for (long i = 0; i < read(count, 0); i++) {
        long slot = read(slots, i * WORD);
        MemorySegment info = arena.allocate(256);
        long answer = (long) function(6, ULONG, ValueLayout.ADDRESS).invoke(slot, info);
        if (answer == 0 && (read(info, TOKEN_INFO_FLAGS) & 0x400) != 0) {
          tokens.add(tokenInfo(slot, info));
        }
      }
      return tokens;
    });
  }

  long openSession(long slot, boolean writable) {
    return calling(arena -> {
      MemorySegment session = arena.allocate(WORD);
      check(
          "C_OpenSession",
          (long)
              function(
                      12,
                      ULONG,
                      ULONG,
                      ValueLayout.ADDRESS,
                      ValueLayout.ADDRESS,
                      ValueLayout.ADDRESS)
                  .invoke(
                      slot,
                      SERIAL_SESSION | (writable ? RW_SESSION : 0),
                      MemorySegment.NULL,
                      MemorySegment.NULL,
                      session));
      return read(session, 0);
    });
  }

  /**
   * Ends all sessions of the process with a slot, and so its login; a slot that is gone has none.
   */
  void closeAllSessions(long slot) {
    var _ = calling(arena -> (long) function(14, ULONG).invoke(slot));
  }

  void closeSession(long session) {
    var _ = calling(arena -> (long) function(13, ULONG).invoke(session));
  }

  void login(long session, byte[] pin) {
    long answer =
        calling(arena ->
            (long)
                function(18, ULONG, ULONG, ValueLayout.ADDRESS, ULONG)
                    .invoke(
                        session,
                        USER,
                        arena.allocateFrom(ValueLayout.JAVA_BYTE, pin),
                        (long) pin.length));
    if (answer != USER_ALREADY_LOGGED_IN) {
      check("C_Login", answer);
    }
  }

  List<Long> find(long session, Template template) {
    return calling(arena -> {
      check(
          "C_FindObjectsInit",
          (long)
              function(26, ULONG, ValueLayout.ADDRESS, ULONG)
                  .invoke(session, template.write(this, arena), template.size()));
      List<Long> found = new ArrayList<>();
      MemorySegment handles = arena.allocate(64L * WORD);
      MemorySegment count = arena.allocate(WORD);
      MethodHandle next = function(27, ULONG, ValueLayout.ADDRESS, ULONG, ValueLayout.ADDRESS);
      do {
        check("C_FindObjects", (long) next.invoke(session, handles, 64L, count));
        for (long i = 0; i < read(count, 0); i++) {
          found.add(read(handles, i * WORD));
        }
      } while (read(count, 0) > 0);
      check("C_FindObjectsFinal", (long) function(28, ULONG).invoke(session));
      return found;
    });
  }

  /** An attribute's value; empty when the object has none or keeps it to itself. */
  Optional<byte[]> attribute(long session, long object, long type) {
    return calling(arena -> {
      MethodHandle get = function(24, ULONG, ULONG, ValueLayout.ADDRESS, ULONG);
      MemorySegment attribute = arena.allocate(2L * WORD + POINTER);
      write(attribute, 0, type);
      long answer = (long) get.invoke(session, object, attribute, 1L);
      long length = read(attribute, WORD + POINTER);
      if (answer != 0 || length < 0 || length > 1 << 20) {
        return Optional.empty();
      }
      MemorySegment value = arena.allocate(Math.max(1, length));
      attribute.set(ADDRESS, WORD, value);
      check("C_GetAttributeValue", (long) get.invoke(session, object, attribute, 1L));
      return Optional.of(value.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
    });
  }

  boolean flag(long session, long object, long type) {
    byte[] value = attribute(session, object, type).orElse(new byte[0]);
    return value.length == 1 && value[0] != 0;
  }

  void setAttributes(long session, long object, Template template) {
    long answer =
        calling(arena ->
            (long)
                function(25, ULONG, ULONG, ValueLayout.ADDRESS, ULONG)
                    .invoke(session, object, template.write(this, arena), template.size()));
    check("C_SetAttributeValue", answer);
  }

  /** Attributes to look for or to set. */
  record Template(List<Attribute> attributes) {

    record Attribute(long type, Object value) {}

    static Template of(long objectClass) {
      return new Template(List.of(new Attribute(CLASS, objectClass)));
    }

    Template with(long type, Object value) {
      List<Attribute> more = new ArrayList<>(attributes);
      more.add(new Attribute(type, value));
      return new Template(List.copyOf(more));
    }

    long size() {
      return attributes.size();
    }

    MemorySegment write(Cryptoki cryptoki, Arena arena) {
      long stride = 2L * WORD + POINTER;
      MemorySegment written = arena.allocate(Math.max(1, size()) * stride);
      for (int i = 0; i < attributes.size(); i++) {
        Attribute attribute = attributes.get(i);
        MemorySegment value =
            switch (attribute.value()) {
              case Long number -> {
                MemorySegment word = arena.allocate(WORD);
                cryptoki.write(word, 0, number);
                yield word;
              }
              case byte[] bytes -> arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
              default -> throw new IllegalArgumentException("A number or bytes");
            };
        cryptoki.write(written, i * stride, attribute.type());
        written.set(ADDRESS, i * stride + WORD, value);
        cryptoki.write(written, i * stride + WORD + POINTER, value.byteSize());
      }
      return written;
    }
  }

  private TokenInfo tokenInfo(long slot, MemorySegment info) {
    return new TokenInfo(
        slot,
        text(info, 0, 32),
        text(info, 32, 32),
        text(info, 64, 16),
        text(info, 80, 16),
        read(info, TOKEN_INFO_FLAGS));
  }

  private static String text(MemorySegment segment, long offset, long length) {
    byte[] bytes = segment.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
    return new String(bytes, StandardCharsets.UTF_8).replace("\0", "").strip();
  }

  private interface Call<T> {
    T make(Arena arena) throws Throwable;
  }

  private <T> T calling(Call<T> call) {
    try (Arena arena = Arena.ofConfined()) {
      return call.make(arena);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new TokenException(Fault.UNAVAILABLE, "A PKCS#11 call failed", e);
    }
  }

  private static void check(String function, long answer) {
    if (answer != 0) {
      Fault fault =
          switch ((int) answer) {
            case 0xa0, 0xa1, 0xa2 -> Fault.PIN_REFUSED;
            case 0xa4 -> Fault.PIN_LOCKED;
            default -> Fault.UNAVAILABLE;
          };
      throw new TokenException(
          fault, function + " answered 0x" + Long.toHexString(answer) + " (CKR code)");
    }
  }

  @SuppressWarnings("restricted") // native access is what this class is for
  private static MethodHandle handle(MemorySegment entry, MemoryLayout... arguments) {
    MethodHandle exact =
        Linker.nativeLinker().downcallHandle(entry, FunctionDescriptor.of(ULONG, arguments));
    MethodType wide = exact.type();
    for (int i = 0; i < wide.parameterCount(); i++) {
      if (wide.parameterType(i) == int.class) {
        wide = wide.changeParameterType(i, long.class);
      }
    }
    return MethodHandles.explicitCastArguments(exact, wide.changeReturnType(long.class));
  }

  private MethodHandle function(int number, MemoryLayout... arguments) {
    return handle(functions.get(ADDRESS, FIRST_FUNCTION + (long) number * POINTER), arguments);
  }

  private long read(MemorySegment segment, long offset) {
    return WORD == 4 ? segment.get(INT, offset) : segment.get(LONG, offset);
  }

  private void write(MemorySegment segment, long offset, long value) {
    if (WORD == 4) {
      segment.set(INT, offset, (int) value);
    } else {
      segment.set(LONG, offset, value);
    }
  }
}
