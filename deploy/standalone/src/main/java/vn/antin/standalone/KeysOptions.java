package vn.antin.standalone;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@code ./antin bench keys}.
 *
 * @param parts what is measured
 * @param seconds of each figure
 * @param threads that sign at the same time with the token alone
 * @param connections of the load on the house
 * @param certificates of each job of bulk issue; null for the usual numbers
 * @param token to measure instead of a SoftHSM made for it
 */
record KeysOptions(
    Set<Part> parts,
    int seconds,
    int threads,
    int connections,
    @Nullable Integer certificates,
    @Nullable NamedToken token) {
  static final String HELP =
      """
      keys    signatures of a token (resident keys, wrapped ones held and cold), then time-stamps,
              OCSP answers and bulk issue of a whole house, with what is aimed at
                --only A,B        of tokens, stamps, ocsp, issue
                --seconds N       of each figure (default 10)
                --threads N       that sign with the token alone (default 2)
                --connections N   kept open for time-stamps and OCSP (default 8)
                --certificates N  of each job (default %d with P-256, %d with RSA-2048)
                --library FILE --label NAME --pin-file FILE
                                  of a token to measure, alone, instead of a SoftHSM made for it;
                                  keys named bench-* and antin-bench-master are left in it
      """
          .formatted(KeysBench.USUAL_P256, KeysBench.USUAL_RSA);

  /** What can be measured. */
  enum Part {
    TOKENS,
    STAMPS,
    OCSP,
    ISSUE
  }

  /** A token of the user's own. */
  record NamedToken(String library, String label, String pinFile) {}

  KeysOptions {
    parts = Set.copyOf(parts);
  }

  static KeysOptions parse(List<String> arguments) {
    @Nullable Set<Part> only = null;
    int seconds = 10;
    int threads = 2;
    int connections = 8;
    @Nullable Integer certificates = null;
    @Nullable String library = null;
    @Nullable String label = null;
    @Nullable String pinFile = null;
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String option = rest.pop();
      switch (option) {
        case "--only" -> only = parts(Options.value(option, rest));
        case "--seconds" -> seconds = Options.number(option, rest, 1, 600);
        case "--threads" -> threads = Options.number(option, rest, 1, 64);
        case "--connections" -> connections = Options.number(option, rest, 1, 256);
        case "--certificates" -> certificates = Options.number(option, rest, 1, 20_000);
        case "--library" -> library = Options.value(option, rest);
        case "--label" -> label = Options.value(option, rest);
        case "--pin-file" -> pinFile = Options.value(option, rest);
        default -> throw Options.usage("bench keys does not know " + option + ".");
      }
    }
    if (library == null && label == null && pinFile == null) {
      Set<Part> parts = only == null ? EnumSet.allOf(Part.class) : only;
      return new KeysOptions(parts, seconds, threads, connections, certificates, null);
    }
    if (library == null || label == null || pinFile == null) {
      throw Options.usage("--library, --label and --pin-file belong together.");
    }
    if (only != null && !only.equals(Set.of(Part.TOKENS))) {
      throw Options.usage("A token that is named is measured alone: --only tokens.");
    }
    NamedToken token = new NamedToken(library, label, pinFile);
    return new KeysOptions(Set.of(Part.TOKENS), seconds, threads, connections, certificates, token);
  }

  private static Set<Part> parts(String titles) {
    return Arrays.stream(titles.split(",", -1))
        .map(KeysOptions::part)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
  }

  private static Part part(String title) {
    return Arrays.stream(Part.values())
        .filter(part -> part.name().toLowerCase(Locale.ROOT).equals(title))
        .findFirst()
        .orElseThrow(() ->
            Options.usage("--only knows tokens, stamps, ocsp and issue, not '" + title + "'."));
  }
}
