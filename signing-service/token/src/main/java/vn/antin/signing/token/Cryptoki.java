package vn.antin.signing.token;

import static vn.antin.signing.token.CryptokiFunctions.ADDRESS;
import static vn.antin.signing.token.CryptokiFunctions.BYTE;
import static vn.antin.signing.token.CryptokiFunctions.POINTER;
import static vn.antin.signing.token.CryptokiFunctions.ULONG;
import static vn.antin.signing.token.CryptokiFunctions.WORD;
import static vn.antin.signing.token.CryptokiFunctions.read;
import static vn.antin.signing.token.CryptokiFunctions.write;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The functions of a PKCS#11 library that look: slots, tokens, mechanisms, sessions, objects and
 * their attributes. {@link CryptokiKeys} has those that act on keys.
 */
final class Cryptoki {

  static final long CLASS = 0x0;
  static final long TOKEN = 0x1;
  static final long PRIVATE = 0x2;
  static final long LABEL = 0x3;
  static final long VALUE = 0x11;
  static final long KEY_TYPE = 0x100;
  static final long SUBJECT = 0x101;
  static final long ID = 0x102;
  static final long SENSITIVE = 0x103;
  static final long ENCRYPT = 0x104;
  static final long DECRYPT = 0x105;
  static final long WRAP = 0x106;
  static final long UNWRAP = 0x107;
  static final long SIGN = 0x108;
  static final long SIGN_RECOVER = 0x109;
  static final long VERIFY = 0x10a;
  static final long DERIVE = 0x10c;
  static final long MODULUS = 0x120;
  static final long MODULUS_BITS = 0x121;
  static final long PUBLIC_EXPONENT = 0x122;
  static final long PRIVATE_EXPONENT = 0x123;
  static final long VALUE_LENGTH = 0x161;
  static final long EXTRACTABLE = 0x162;
  static final long ALWAYS_AUTHENTICATE = 0x202;
  static final long EC_PARAMS = 0x180;
  static final long EC_POINT = 0x181;

  static final long CLASS_CERTIFICATE = 1;
  static final long CLASS_PUBLIC_KEY = 2;
  static final long CLASS_PRIVATE_KEY = 3;
  static final long CLASS_SECRET_KEY = 4;

  private static final long SERIAL_SESSION = 4;
  private static final long RW_SESSION = 2;
  private static final long USER = 1;
  private static final long CONTEXT_SPECIFIC = 2;
  private static final int TOKEN_INFO_FLAGS = 96;
  private static final long INITIALISED = 0x400;
  private static final long PIN_COUNT_LOW = 0x10000;
  private static final long PIN_FINAL_TRY = 0x20000;
  private static final long LARGEST_ATTRIBUTE = 1 << 20;
  private static final long MOST_MECHANISMS = 1 << 12;

  private final CryptokiFunctions functions;

  private Cryptoki(CryptokiFunctions functions) {
    this.functions = functions;
  }

  /** What C_GetTokenInfo says. */
  record TokenInfo(
      long slot, String label, String manufacturer, String model, String serial, long flags) {

    /** Whether a wrong PIN was given since the last right one. */
    boolean pinCountLow() {
      return (flags & (PIN_COUNT_LOW | PIN_FINAL_TRY)) != 0;
    }
  }

  /** What C_GetMechanismInfo says: sizes in the mechanism's own unit, and flags. */
  record MechanismInfo(long smallest, long largest, long flags) {
    boolean wraps() {
      return (flags & 0x20000) != 0 && (flags & 0x40000) != 0;
    }
  }

  /** Loads the library and initialises it when nobody did. The library stays loaded. */
  static Cryptoki load(Path library) {
    return new Cryptoki(CryptokiFunctions.load(library));
  }

  CryptokiKeys keys() {
    return new CryptokiKeys(functions);
  }

  /** Begins anew with a library whose other end went away; false while a call is inside it. */
  boolean restart() {
    return functions.restart();
  }

  /** The initialised tokens that are in a slot now. */
  List<TokenInfo> tokens() {
    return functions.calling(arena -> {
      MemorySegment count = arena.allocate(WORD);
      MethodHandle getSlots = functions.function(4, BYTE, ADDRESS, ADDRESS);
      check("C_GetSlotList", (long) getSlots.invoke((byte) 1, MemorySegment.NULL, count));
      long room = read(count, 0) + 4; // a token may be put in between the two calls
      MemorySegment slots = arena.allocate(room * WORD);
      write(count, 0, room);
      check("C_GetSlotList", (long) getSlots.invoke((byte) 1, slots, count));
      List<TokenInfo> tokens = new ArrayList<>();
      for (long i = 0; i < read(count, 0); i++) {
        long slot = read(slots, i * WORD);
        MemorySegment info = arena.allocate(256);
        long answer = (long) functions.function(6, ULONG, ADDRESS).invoke(slot, info);
        if (answer == 0 && (read(info, TOKEN_INFO_FLAGS) & INITIALISED) != 0) {
          tokens.add(tokenInfo(slot, info));
        }
      }
      return tokens;
    });
  }

  /** What the token of a slot does, by mechanism. */
  Map<Long, MechanismInfo> mechanisms(long slot) {
    return functions.calling(arena -> {
      MemorySegment count = arena.allocate(WORD);
      MethodHandle list = functions.function(7, ULONG, ADDRESS, ADDRESS);
      check("C_GetMechanismList", (long) list.invoke(slot, MemorySegment.NULL, count));
      long number = Math.min(MOST_MECHANISMS, read(count, 0));
      MemorySegment types = arena.allocate(Math.max(1, number) * WORD);
      write(count, 0, number);
      check("C_GetMechanismList", (long) list.invoke(slot, types, count));
      Map<Long, MechanismInfo> mechanisms = new TreeMap<>();
      MemorySegment info = arena.allocate(3L * WORD);
      for (long i = 0; i < read(count, 0); i++) {
        long type = read(types, i * WORD);
        if ((long) functions.function(8, ULONG, ULONG, ADDRESS).invoke(slot, type, info) == 0) {
          mechanisms.put(
              type, new MechanismInfo(read(info, 0), read(info, WORD), read(info, 2L * WORD)));
        }
      }
      return mechanisms;
    });
  }

  long openSession(long slot, boolean writable) {
    return functions.calling(arena -> {
      MemorySegment session = arena.allocate(WORD);
      long flags = SERIAL_SESSION | (writable ? RW_SESSION : 0);
      MethodHandle open = functions.function(12, ULONG, ULONG, ADDRESS, ADDRESS, ADDRESS);
      check(
          "C_OpenSession",
          (long) open.invoke(slot, flags, MemorySegment.NULL, MemorySegment.NULL, session));
      return read(session, 0);
    });
  }

  /** Whether a session's user is logged in (CK_SESSION_INFO.state). */
  boolean loggedIn(long session) {
    return functions.calling(arena -> {
      MemorySegment info = arena.allocate(4L * WORD);
      check(
          "C_GetSessionInfo", (long) functions.function(15, ULONG, ADDRESS).invoke(session, info));
      long state = read(info, WORD);
      return state == 1 || state == 3; // read-only or read-write, user functions
    });
  }

  /**
   * Ends all sessions of the process with a slot, and so its login; a slot that is gone has none.
   */
  void closeAllSessions(long slot) {
    var _ = functions.answer(_ -> (long) functions.function(14, ULONG).invoke(slot));
  }

  void closeSession(long session) {
    var _ = functions.answer(_ -> (long) functions.function(13, ULONG).invoke(session));
  }

  void login(long session, byte[] pin) {
    Ckr answer = login(session, USER, pin);
    if (!answer.is(Ckr.USER_ALREADY_LOGGED_IN)) {
      answer.check("C_Login");
    }
  }

  /** For the one signature that was begun, with a key that wants the PIN for each. */
  void loginForOne(long session, byte[] pin) {
    login(session, CONTEXT_SPECIFIC, pin).check("C_Login");
  }

  private Ckr login(long session, long user, byte[] pin) {
    return functions.answer(arena ->
        (long)
            functions
                .function(18, ULONG, ULONG, ADDRESS, ULONG)
                .invoke(session, user, CryptokiFunctions.bytes(arena, pin), (long) pin.length));
  }

  void logout(long session) {
    var _ = functions.answer(_ -> (long) functions.function(19, ULONG).invoke(session));
  }

  List<Long> find(long session, CryptokiTemplate template) {
    return functions.calling(arena -> {
      check(
          "C_FindObjectsInit",
          (long)
              functions
                  .function(26, ULONG, ADDRESS, ULONG)
                  .invoke(session, template.write(arena), template.size()));
      try {
        return found(arena, session);
      } finally {
        check("C_FindObjectsFinal", (long) functions.function(28, ULONG).invoke(session));
      }
    });
  }

  private List<Long> found(Arena arena, long session) throws Throwable {
    List<Long> found = new ArrayList<>();
    MemorySegment handles = arena.allocate(64L * WORD);
    MemorySegment count = arena.allocate(WORD);
    MethodHandle next = functions.function(27, ULONG, ADDRESS, ULONG, ADDRESS);
    do {
      check("C_FindObjects", (long) next.invoke(session, handles, 64L, count));
      for (long i = 0; i < read(count, 0); i++) {
        found.add(read(handles, i * WORD));
      }
    } while (read(count, 0) > 0);
    return found;
  }

  /** An attribute's value; empty when the object has none or keeps it to itself. */
  Optional<byte[]> attribute(long session, long object, long type) {
    return functions.calling(arena -> {
      MethodHandle get = functions.function(24, ULONG, ULONG, ADDRESS, ULONG);
      MemorySegment attribute = arena.allocate(2L * WORD + POINTER);
      write(attribute, 0, type);
      long answer = (long) get.invoke(session, object, attribute, 1L);
      long length = read(attribute, WORD + POINTER);
      if (answer != 0 || length < 0 || length > LARGEST_ATTRIBUTE) {
        return Optional.empty();
      }
      MemorySegment value = arena.allocate(Math.max(1, length));
      CryptokiFunctions.point(attribute, WORD, value);
      check("C_GetAttributeValue", (long) get.invoke(session, object, attribute, 1L));
      return Optional.of(CryptokiFunctions.copy(value, length));
    });
  }

  byte[] bytes(long session, long object, long type) {
    return attribute(session, object, type).orElse(new byte[0]);
  }

  /**
   * Whether the token says that the object has all these attributes, each a CK_BBOOL, in one call.
   * One that cannot be read has none of its values.
   */
  boolean has(long session, long object, CryptokiTemplate wanted) {
    return functions.calling(arena -> {
      long size = 2L * WORD + POINTER;
      MemorySegment asked = arena.allocate(wanted.size() * size);
      MemorySegment values = arena.allocate(wanted.size());
      int i = 0;
      for (long type : wanted.attributes().keySet()) {
        write(asked, i * size, type);
        CryptokiFunctions.point(asked, i * size + WORD, values.asSlice(i, 1));
        write(asked, i * size + WORD + POINTER, 1);
        i++;
      }
      boolean has =
          (long)
                  functions
                      .function(24, ULONG, ULONG, ADDRESS, ULONG)
                      .invoke(session, object, asked, wanted.size())
              == 0;
      i = 0;
      for (Object value : wanted.attributes().values()) {
        has &= read(asked, i * size + WORD + POINTER) == 1;
        has &= value.equals(values.get(BYTE, i) != 0);
        i++;
      }
      return has;
    });
  }

  /** An attribute that is a CK_ULONG; -1 when the object has none. */
  long number(long session, long object, long type) {
    byte[] value = bytes(session, object, type);
    return value.length == WORD ? read(MemorySegment.ofArray(value), 0) : -1;
  }

  private static TokenInfo tokenInfo(long slot, MemorySegment info) {
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

  private static void check(String function, long answer) {
    Ckr.of(answer).check(function);
  }
}
