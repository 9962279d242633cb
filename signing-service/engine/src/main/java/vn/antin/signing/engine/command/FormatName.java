package vn.antin.signing.engine.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of signatures that {@code --format} names. */
enum FormatName {
  PADES(""),
  XADES(""),
  EDXML(""),
  XADES_ENVELOPING(".xades.xml"),
  XADES_DETACHED(".xades.xml"),
  CADES(".p7m"),
  CADES_DETACHED(".p7s"),
  JADES(".jws.json"),
  JADES_COMPACT(".jws"),
  JADES_DETACHED(".jws.json"),
  ASIC_E(".asice"),
  ASIC_E_CADES(".asice"),
  ASIC_S(".asics"),
  ASIC_S_CADES(".asics"),
  ODF(""),
  OOXML("");

  /** What is put behind the name of the file that is signed; empty when its kind stays. */
  private final String ending;

  FormatName(String ending) {
    this.ending = ending;
  }

  static Optional<FormatName> of(String text) {
    return Arrays.stream(values()).filter(name -> name.text().equals(text)).findFirst();
  }

  static String all() {
    return Arrays.stream(values()).map(FormatName::text).collect(Collectors.joining(", "));
  }

  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The name of what comes of a file; a container that is signed once more keeps its own. */
  String target(String name) {
    boolean container = ending.startsWith(".asic");
    return container && name.toLowerCase(Locale.ROOT).endsWith(ending) ? name : name + ending;
  }

  /** Whether the signature, or what holds it, tells the name of what was signed. */
  boolean naming() {
    return switch (this) {
      case XADES_ENVELOPING,
          XADES_DETACHED,
          JADES_DETACHED,
          ASIC_E,
          ASIC_E_CADES,
          ASIC_S,
          ASIC_S_CADES ->
          true;
      case PADES, XADES, EDXML, CADES, CADES_DETACHED, JADES, JADES_COMPACT, ODF, OOXML -> false;
    };
  }
}
