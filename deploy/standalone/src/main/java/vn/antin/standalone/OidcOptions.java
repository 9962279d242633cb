package vn.antin.standalone;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.antin.standalone.bench.Operation;

/**
 * The options of {@code ./antin bench oidc}.
 *
 * @param keycloak whether Keycloak is measured on the same load
 * @param sizes whether a small and a large province are compared
 * @param seconds of one measurement
 * @param connections of the load
 * @param warmUp seconds of each operation before the first measurement
 * @param rounds how often each operation is measured
 * @param starts how many starts are timed
 * @param idle seconds of rest before memory is read
 * @param heap most heap of each server in MB; null leaves each with its own default
 * @param accounts in the large province of {@code --sizes}
 * @param only these operations
 */
record OidcOptions(
    boolean keycloak,
    boolean sizes,
    int seconds,
    int connections,
    int warmUp,
    int rounds,
    int starts,
    int idle,
    @Nullable Integer heap,
    int accounts,
    List<Operation> only) {
  static final String HELP =
      """
      oidc    rate, latency and processor time of the OpenID operations
                --seconds N       of each measurement (default 15)
                --connections N   that ask at the same time (default 2)
                --only A,B        of %s
                --warm-up N       seconds of each operation before measuring (default 10)
                --rounds N        measurements of each operation (default 1; when comparing, 3)
                --starts N        timed starts (default 3), --idle N seconds before memory is read (30)
                --heap MB         heap of each server (default: what each is started with by itself)
                --against keycloak  the same for Keycloak, in turn with ours
                --sizes           200 accounts and 1,000 refresh tokens against 200,000 and 1,000,000
                --accounts N      of the large side of --sizes (five refresh tokens each)
      """
          .formatted(Operation.titles());

  OidcOptions {
    only = List.copyOf(only);
  }

  static OidcOptions parse(List<String> arguments) {
    boolean keycloak = false;
    boolean sizes = false;
    int seconds = 15;
    int connections = 2;
    int warmUp = 10;
    Integer rounds = null;
    int starts = 3;
    int idle = 30;
    Integer heap = null;
    int accounts = 200_000;
    List<Operation> only = List.of(Operation.values());
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String option = rest.pop();
      switch (option) {
        case "--sizes" -> sizes = true;
        case "--against" -> {
          String other = Options.value(option, rest);
          if (!other.equals("keycloak")) {
            throw Options.usage("--against knows keycloak only, not '" + other + "'.");
          }
          keycloak = true;
        }
        // An access token lives for five minutes and must outlast a measurement.
        case "--seconds" -> seconds = Options.number(option, rest, 1, 200);
        case "--connections" -> connections = Options.number(option, rest, 1, 64);
        case "--warm-up" -> warmUp = Options.number(option, rest, 0, 200);
        case "--rounds" -> rounds = Options.number(option, rest, 1, 50);
        case "--starts" -> starts = Options.number(option, rest, 1, 20);
        case "--idle" -> idle = Options.number(option, rest, 0, 600);
        case "--heap" -> heap = Options.number(option, rest, 128, 65_536);
        case "--accounts" -> accounts = Options.number(option, rest, 200, 200_000);
        case "--only" -> only = operations(Options.value(option, rest));
        default ->
            throw Options.usage(
                "bench oidc does not know '" + option + "'; ./antin bench lists its options.");
      }
    }
    if (keycloak && sizes) {
      throw Options.usage("--sizes and --against are two benchmarks; ask for one of them.");
    }
    int turns = rounds != null ? rounds : keycloak || sizes ? 3 : 1;
    return new OidcOptions(
        keycloak, sizes, seconds, connections, warmUp, turns, starts, idle, heap, accounts, only);
  }

  private static List<Operation> operations(String titles) {
    return Arrays.stream(titles.split(",", -1))
        .map(title ->
            Operation.of(title)
                .orElseThrow(() ->
                    Options.usage("--only knows " + Operation.titles() + ", not '" + title + "'.")))
        .toList();
  }
}
