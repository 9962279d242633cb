package vn.antin.standalone;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Makes the SoftHSM token by PKCS#11's own calls. {@code softhsm2-util} would take the PINs only on
 * its command line, where every process of the machine can read them.
 */
@SuppressWarnings("restricted") // calling C is what this class is for
final class SoftHsmToken {
  private static final long CKF_SERIAL_RW = 6;
  private static final long CKU_SO = 0;
  private static final int LABEL_LENGTH = 32;
  private static final Linker LINKER = Linker.nativeLinker();

  private final SymbolLookup library;
  private final Arena arena;

  private SoftHsmToken(SymbolLookup library, Arena arena) {
    this.library = library;
    this.arena = arena;
  }

  static Path configuration(Path folder) {
    return folder.resolve("softhsm2.conf");
  }

  /** Writes the configuration and initialises one token with PINs from the data folder. */
  static void initialise(Path library, Path folder, DataFolder data) {
    Path configuration = configuration(folder);
    PrivateFiles.write(
        configuration,
        """
        directories.tokendir = %s
        objectstore.backend = file
        log.level = ERROR
        slots.removable = false
        """
            .formatted(data.folder("token/objects")));
    try (Arena arena = Arena.ofConfined()) {
      new SoftHsmToken(SymbolLookup.libraryLookup(library, arena), arena)
          .initialise(configuration, data.secret("token-so-pin"), data.secret("token-pin"));
    }
  }

  private void initialise(Path configuration, String securityOfficerPin, String userPin) {
    MemorySegment officer = arena.allocateFrom(securityOfficerPin);
    MemorySegment user = arena.allocateFrom(userPin);
    MemorySegment handle = arena.allocate(JAVA_LONG);
    environment("SOFTHSM2_CONF", configuration.toString());
    call("C_Initialize", MemorySegment.NULL);
    try {
      long slot = 0; // an empty token folder has exactly one slot, number 0
      call("C_InitToken", slot, officer, (long) securityOfficerPin.length(), label());
      // The slot gets a number of its own once it is initialised; the list names it first.
      MemorySegment slots = arena.allocate(JAVA_LONG, 2);
      MemorySegment count = arena.allocateFrom(JAVA_LONG, 2);
      call("C_GetSlotList", (byte) 1, slots, count);
      call(
          "C_OpenSession",
          slots.get(JAVA_LONG, 0),
          CKF_SERIAL_RW,
          MemorySegment.NULL,
          MemorySegment.NULL,
          handle);
      long session = handle.get(JAVA_LONG, 0);
      call("C_Login", session, CKU_SO, officer, (long) securityOfficerPin.length());
      call("C_InitPIN", session, user, (long) userPin.length());
    } finally {
      call("C_Finalize", MemorySegment.NULL);
    }
  }

  private MemorySegment label() {
    MemorySegment label = arena.allocate(LABEL_LENGTH);
    label.fill((byte) ' ');
    byte[] name = SigningToken.SoftHsm.LABEL.getBytes(StandardCharsets.US_ASCII);
    MemorySegment.copy(name, 0, label, JAVA_BYTE, 0, name.length);
    return label;
  }

  private void environment(String name, String value) {
    invoke(
        LINKER.defaultLookup().findOrThrow("setenv"),
        FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT),
        arena.allocateFrom(name),
        arena.allocateFrom(value),
        1);
  }

  private void call(String function, Object... arguments) {
    MemoryLayout[] layouts = new MemoryLayout[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      layouts[i] =
          switch (arguments[i]) {
            case Long _ -> JAVA_LONG;
            case Byte _ -> JAVA_BYTE;
            default -> ADDRESS;
          };
    }
    Object result =
        invoke(library.findOrThrow(function), FunctionDescriptor.of(JAVA_LONG, layouts), arguments);
    if (!result.equals(0L)) {
      throw new StandaloneException(
          StandaloneException.Code.PART,
          "SoftHSM's " + function + " answered 0x" + Long.toHexString((Long) result) + ".");
    }
  }

  private static Object invoke(
      MemorySegment function, FunctionDescriptor descriptor, Object... arguments) {
    try {
      return LINKER.downcallHandle(function, descriptor).invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException("a C function with that signature is callable", e);
    }
  }
}
