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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import vn.antin.signing.token.TokenException.Fault;

/**
 * The entry points of a PKCS#11 library and how its structures lie in memory; nothing of what they
 * mean. Function numbers are places in CK_FUNCTION_LIST.
 *
 * <p>Windows packs the structures to one byte and has 4-byte integers; everywhere else they are
 * aligned and 8 bytes wide (PKCS #11 2.40 section 2.1).
 */
final class CryptokiFunctions {

  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  static final int WORD = WINDOWS ? 4 : 8;
  static final int POINTER = 8;
  static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  static final AddressLayout ADDRESS = ValueLayout.ADDRESS;
  static final MemoryLayout ULONG = WINDOWS ? ValueLayout.JAVA_INT : ValueLayout.JAVA_LONG;

  private static final int FUNCTIONS = 68;
  private static final int FIRST_FUNCTION = WINDOWS ? 2 : 8;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

  private final MemorySegment list;
  private final ReentrantReadWriteLock inside = new ReentrantReadWriteLock();
  private final AtomicReferenceArray<MethodHandle> handles = new AtomicReferenceArray<>(FUNCTIONS);

  private CryptokiFunctions(MemorySegment list) {
    this.list = list;
  }

  /** Loads the library and initialises it when nobody did. The library stays loaded. */
  @SuppressWarnings("restricted") // native access is what this class is for
  static CryptokiFunctions load(Path library) {
    try {
      MemorySegment entry =
          SymbolLookup.libraryLookup(library, Arena.global()).findOrThrow("C_GetFunctionList");
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment place = arena.allocate(POINTER);
        Ckr.of((long) handle(entry, ADDRESS).invoke(place)).check("C_GetFunctionList");
        MemorySegment list =
            place
                .get(ValueLayout.ADDRESS_UNALIGNED, 0)
                .reinterpret(FIRST_FUNCTION + (long) FUNCTIONS * POINTER);
        CryptokiFunctions functions = new CryptokiFunctions(list);
        Ckr answer = functions.initialise();
        if (!answer.ok() && !answer.is(Ckr.ALREADY_INITIALIZED)) {
          throw new TokenException(
              Fault.LIBRARY_UNUSABLE,
              library + " does not initialise: C_Initialize answered " + answer.name());
        }
        return functions;
      }
    } catch (TokenException e) {
      throw e;
    } catch (Throwable e) {
      throw new TokenException(
          Fault.LIBRARY_UNUSABLE, "Not a usable PKCS#11 library: " + library, e);
    }
  }

  Ckr initialise() {
    return answer(arena -> {
      // CK_C_INITIALIZE_ARGS: four callbacks, flags (use the system's locks), reserved
      MemorySegment arguments = arena.allocate(4L * POINTER + WORD + POINTER);
      write(arguments, 4L * POINTER, 2);
      return (long) function(0, ADDRESS).invoke(arguments);
    });
  }

  /**
   * Begins anew, which ends all sessions; false, and nothing is done, while any call is inside: a
   * library that is finished under its callers takes the process with it.
   */
  boolean restart() {
    if (!inside.writeLock().tryLock()) {
      return false;
    }
    try {
      var _ = answer(_ -> (long) function(1, ADDRESS).invoke(MemorySegment.NULL));
      Ckr answer = initialise();
      if (!answer.is(Ckr.ALREADY_INITIALIZED)) {
        answer.check("C_Initialize");
      }
      return true;
    } finally {
      inside.writeLock().unlock();
    }
  }

  interface Call<T> {
    T make(Arena arena) throws Throwable;
  }

  /** Runs a call with memory that is wiped and gone when it returns: PINs and keys pass it. */
  <T> T calling(Call<T> call) {
    inside.readLock().lock();
    try (Arena arena = new WipedArena()) {
      return call.make(arena);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new TokenException(Fault.UNAVAILABLE, "A PKCS#11 call failed", e);
    } finally {
      inside.readLock().unlock();
    }
  }

  Ckr answer(Call<Long> call) {
    return Ckr.of(calling(call));
  }

  MethodHandle function(int number, MemoryLayout... arguments) {
    MethodHandle known = handles.get(number);
    if (known == null) {
      known =
          handle(
              list.get(ValueLayout.ADDRESS_UNALIGNED, FIRST_FUNCTION + (long) number * POINTER),
              arguments);
      handles.set(number, known);
    }
    return known;
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

  static long read(MemorySegment segment, long offset) {
    return WORD == 4 ? segment.get(INT, offset) : segment.get(LONG, offset);
  }

  static void write(MemorySegment segment, long offset, long value) {
    if (WORD == 4) {
      segment.set(INT, offset, (int) value);
    } else {
      segment.set(LONG, offset, value);
    }
  }

  static void point(MemorySegment segment, long offset, MemorySegment target) {
    segment.set(ValueLayout.ADDRESS_UNALIGNED, offset, target);
  }

  static MemorySegment bytes(Arena arena, byte[] value) {
    return value.length == 0 ? MemorySegment.NULL : arena.allocateFrom(BYTE, value);
  }

  static byte[] copy(MemorySegment segment, long length) {
    return segment.asSlice(0, length).toArray(BYTE);
  }

  /** Remembers what it gave away, and wipes it at the end. */
  private static final class WipedArena implements Arena {
    private final Arena arena = Arena.ofConfined();
    private final List<MemorySegment> given = new ArrayList<>();

    @Override
    public MemorySegment allocate(long size, long alignment) {
      MemorySegment segment = arena.allocate(size, alignment);
      given.add(segment);
      return segment;
    }

    @Override
    public MemorySegment.Scope scope() {
      return arena.scope();
    }

    @Override
    public void close() {
      for (MemorySegment each : given) {
        each.fill((byte) 0);
      }
      arena.close();
    }
  }
}
