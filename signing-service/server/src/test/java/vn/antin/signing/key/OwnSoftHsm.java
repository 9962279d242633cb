package vn.antin.signing.key;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import vn.antin.signing.token.Pkcs11Library;
import vn.antin.signing.token.Pkcs11Settings;
import vn.antin.signing.token.Token;
import vn.antin.signing.token.TokenLimits;
import vn.antin.signing.token.TokenSecret;
import vn.antin.signing.token.Wrapping;

/**
 * A SoftHSM that shares nothing with others in this process: its own copy of the library, which has
 * its own state, and its own folder. The library reads SOFTHSM2_CONF when it is first used.
 */
final class OwnSoftHsm {
  /** Long: these answer, however busy the machine is. */
  private static final TokenLimits LIMITS =
      new TokenLimits(4, Duration.ofMinutes(1), Duration.ofMinutes(2));

  /** As in the product: what is spoken to over a socket may go away. */
  private static final TokenLimits REMOTE = TokenLimits.defaults();

  static final String LABEL = "own";
  private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
  static final String PIN = "2739150";
  private static final Object ENVIRONMENT = new Object();

  private final Path folder;
  private final Path library;
  private final String pin;

  private OwnSoftHsm(Path folder, Path library, String pin) {
    this.folder = folder;
    this.library = library;
    this.pin = pin;
  }

  /** Makes one with one token; skips the test where SoftHSM is not installed. */
  static OwnSoftHsm make(Path parent) throws IOException, InterruptedException {
    assumeTrue(Files.exists(LIBRARY), "skipped: package softhsm2 is not installed");
    var folder = Files.createTempDirectory(parent, "hsm");
    return over(folder, Files.createDirectory(folder.resolve("tokens")));
  }

  /** Makes one with a PIN of the caller's. */
  static OwnSoftHsm locked(Path parent, String pin) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory(parent, "hsm");
    return over(folder, Files.createDirectory(folder.resolve("tokens")), pin, "");
  }

  /** Makes one that names all its mechanisms but these; SoftHSM 2.6 overlooks the first. */
  static OwnSoftHsm lacking(Path parent, String mechanisms)
      throws IOException, InterruptedException {
    var folder = Files.createTempDirectory(parent, "hsm");
    return over(
        folder,
        Files.createDirectory(folder.resolve("tokens")),
        PIN,
        "slots.mechanisms = -," + mechanisms + "\n");
  }

  /** Makes one whose objects are in a folder of the caller's. */
  static OwnSoftHsm over(Path folder, Path tokens) throws IOException, InterruptedException {
    return over(folder, tokens, PIN, "");
  }

  private static OwnSoftHsm over(Path folder, Path tokens, String pin, String settings)
      throws IOException, InterruptedException {
    assumeTrue(Files.exists(LIBRARY), "skipped: package softhsm2 is not installed");
    Files.writeString(
        folder.resolve("softhsm2.conf"),
        "directories.tokendir = " + tokens + "\nlog.level = ERROR\n" + settings);
    var made = new OwnSoftHsm(folder, Files.copy(LIBRARY, folder.resolve("libsofthsm2.so")), pin);
    made.run(
        "softhsm2-util",
        "--init-token",
        "--free",
        "--label",
        LABEL,
        "--pin",
        pin,
        "--so-pin",
        "918273");
    return made;
  }

  /** A second library over the same token, as another machine has it. */
  OwnSoftHsm again() throws IOException {
    return new OwnSoftHsm(
        folder,
        Files.copy(
            LIBRARY,
            Files.createTempFile(folder, "again", ".so"),
            StandardCopyOption.REPLACE_EXISTING),
        pin);
  }

  Path configuration() {
    return folder.resolve("softhsm2.conf");
  }

  Path library() {
    return library;
  }

  /** What a token that begins anew does to the sessions that were open. */
  @SuppressWarnings("restricted") // native access is what it takes
  void endSessions() {
    var slot = Pkcs11Library.load(library).tokens().getFirst().slot();
    try {
      var close =
          Linker.nativeLinker()
              .downcallHandle(
                  SymbolLookup.libraryLookup(library, Arena.global())
                      .findOrThrow("C_CloseAllSessions"),
                  FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
      var _ = (long) close.invoke(slot);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes the token's objects away. */
  void remove() throws IOException {
    Files.move(folder.resolve("tokens"), folder.resolve("taken"));
  }

  Token open(String... masters) {
    return open(LIMITS, library, "SOFTHSM2_CONF", configuration().toString(), pin, masters);
  }

  private static Token open(
      TokenLimits limits,
      Path through,
      String variable,
      String value,
      String pin,
      String... masters) {
    synchronized (ENVIRONMENT) {
      set(variable, value);
      try {
        return Token.pkcs11(
            Pkcs11Settings.of(through, LABEL, TokenSecret.of(pin.toCharArray()))
                .with(Wrapping.under(masters)),
            limits);
      } finally {
        set("SOFTHSM2_CONF", System.getenv("SOFTHSM2_CONF"));
      }
    }
  }

  Token openWithPin(String pin) {
    return open(LIMITS, library, "SOFTHSM2_CONF", configuration().toString(), pin);
  }

  Token openThrough(Path client, String address) {
    return open(REMOTE, client, "P11_KIT_SERVER_ADDRESS", address, pin);
  }

  private void run(String... command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SOFTHSM2_CONF", configuration().toString());
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
  }

  /** The C library's environment, which Java's own copy does not change. */
  @SuppressWarnings("restricted") // native access is what it takes
  private static void set(String name, String value) {
    try (var arena = Arena.ofConfined()) {
      var setenv =
          Linker.nativeLinker()
              .downcallHandle(
                  Linker.nativeLinker().defaultLookup().findOrThrow("setenv"),
                  FunctionDescriptor.of(
                      ValueLayout.JAVA_INT,
                      ValueLayout.ADDRESS,
                      ValueLayout.ADDRESS,
                      ValueLayout.JAVA_INT));
      var _ = (int) setenv.invoke(arena.allocateFrom(name), arena.allocateFrom(value), 1);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
