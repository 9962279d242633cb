package vn.antin.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What holds the signing keys of a standalone house. Chosen once; a data folder keeps its kind. */
sealed interface SigningToken {

  /** Settings of the signing service. */
  Map<String, String> settings();

  /** Environment of the signing service. */
  Map<String, String> environment();

  /** What the user should know about it. */
  String description();

  /**
   * A SoftHSM token, used through PKCS#11 like a hardware module.
   *
   * @param library the PKCS#11 library
   * @param configuration SoftHSM's configuration file
   * @param pin file with the user PIN
   */
  record SoftHsm(Path library, Path configuration, Path pin) implements SigningToken {
    static final String LABEL = "antin";

    @Override
    public Map<String, String> settings() {
      Map<String, String> settings = new LinkedHashMap<>();
      settings.put("antin.token.kind", "pkcs11");
      settings.put("antin.token.library", library.toString());
      settings.put("antin.token.label", LABEL);
      settings.put("antin.token.pin-file", pin.toString());
      settings.put("antin.token.make-master-key", "true");
      return settings;
    }

    @Override
    public Map<String, String> environment() {
      return Map.of("SOFTHSM2_CONF", configuration.toString());
    }

    @Override
    public String description() {
      return "SoftHSM (PKCS#11), " + library;
    }
  }

  /**
   * PKCS#12 files, without a token.
   *
   * @param directory where they are
   * @param pin file with their password
   */
  record Software(Path directory, Path pin) implements SigningToken {
    @Override
    public Map<String, String> settings() {
      Map<String, String> settings = new LinkedHashMap<>();
      settings.put("antin.token.kind", "software");
      settings.put("antin.token.directory", directory.toString());
      settings.put("antin.token.pin-file", pin.toString());
      return settings;
    }

    @Override
    public Map<String, String> environment() {
      return Map.of();
    }

    @Override
    public String description() {
      return "WARNING: software keys in files, for trying out only;"
          + " install softhsm2 and begin with --fresh for PKCS#11";
    }
  }

  /** The token of this data folder, made at the first start. */
  static SigningToken prepare(DataFolder data) {
    Path folder = data.folder("token");
    Path kind = folder.resolve("kind");
    Optional<Path> library = library();
    if (!Files.exists(kind)) {
      library.ifPresent(found -> SoftHsmToken.initialise(found, folder, data));
      PrivateFiles.write(kind, library.isPresent() ? "softhsm\n" : "software\n");
    }
    if (PrivateFiles.read(kind).equals("software")) {
      return new Software(folder, data.secretFile("token-pin"));
    }
    return new SoftHsm(
        library.orElseThrow(() ->
            new StandaloneException(
                StandaloneException.Code.ENVIRONMENT,
                "The keys of this data folder are in a SoftHSM token, and libsofthsm2.so is"
                    + " not on this machine any more. Install the package softhsm2.")),
        SoftHsmToken.configuration(folder),
        data.secretFile("token-pin"));
  }

  private static Optional<Path> library() {
    return Stream.of(
            "/usr/lib/softhsm/libsofthsm2.so",
            "/usr/lib64/softhsm/libsofthsm2.so",
            "/usr/lib64/pkcs11/libsofthsm2.so",
            "/usr/local/lib/softhsm/libsofthsm2.so",
            "/opt/homebrew/lib/softhsm/libsofthsm2.so")
        .map(Path::of)
        .filter(Files::isReadable)
        .findFirst();
  }
}
