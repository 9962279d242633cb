package vn.antin.standalone;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.antin.standalone.bench.ApprovalLoad;

/**
 * {@code ./antin bench approval}: a house of its own for each kind of key, in which officials
 * approve with the PIN, and the signing engine alone beside it. Engine and batch are measured in
 * turn, so that their ratio is of one machine at one time.
 */
final class ApprovalBench {
  static final String HELP =
      """
      approval  a batch that one approval signs, beside the engine alone in the same run; then
              single signatures at a steady pace, and hashes of applications
                --documents N  of the batch (default 5000)
                --rounds N     of engine and batch in turn (default 3)
                --rate N       single signatures a second (default 50)
                --seconds N    of them (default 20)
                --key KIND     rsa-2048 or ec-p256 (default both, in a house each)
      """;

  private static final Duration STOP_LIMIT = Duration.ofSeconds(12);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int OFFICIALS = 50;
  private static final int THREADS = 2;

  /** Of each turn of the engine, after warming up half as long. */
  private static final int ENGINE_SECONDS = 6;

  private static final int APPROVALS_OF_HASHES = 20;
  private static final double AIM_SHARE = 60;
  private static final double AIM_MILLIS = 150;
  private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

  /** A kind of key, as settings, the engine and the CSC API name it. */
  private enum Kind {
    RSA_2048("rsa-2048", "1.2.840.113549.1.1.11"),
    EC_P256("ec-p256", "1.2.840.10045.4.3.2");

    private final String title;
    private final String algorithm;

    Kind(String title, String algorithm) {
      this.title = title;
      this.algorithm = algorithm;
    }
  }

  /** Megabytes of the signing service: live objects after a collection, and all it occupies. */
  private record Memory(long live, long resident) {}

  private final Build build;
  private List<Kind> kinds = List.of(Kind.values());
  private int documents = 5_000;
  private int rounds = 3;
  private int rate = 50;
  private int seconds = 20;

  ApprovalBench(Build build) {
    this.build = build;
  }

  int run(List<String> arguments) throws IOException {
    parse(arguments);
    System.out.printf(
        Locale.ROOT,
        "%d processors, load average %.1f before the measurement%n",
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    for (Kind kind : kinds) {
      run(kind);
    }
    return 0;
  }

  private void run(Kind kind) throws IOException {
    Path folder = Files.createTempDirectory("antin-bench");
    try (DataFolder alone = DataFolder.open(folder.resolve("engine"), false);
        EngineRates engine = EngineRates.start(build, alone, kind.name(), THREADS, ENGINE_SECONDS);
        DataFolder data = DataFolder.open(folder.resolve("data"), false)) {
      House.of(build, data, Ports.anyFree(), OFFICIALS, STOP_LIMIT)
          .run(app -> options(app, kind), house -> measure(house, engine, kind));
    } finally {
      PrivateFiles.deleteTree(folder);
    }
  }

  /** Keys of that kind for all, made when they are asked for. */
  private List<String> options(App app, Kind kind) {
    return app == App.SIGNING
        ? Stream.concat(
                build.startOptions(app).stream(),
                Stream.of(
                    "-Dantin.certificates.key=" + kind.title,
                    "-Dantin.development-authority.officials=0"))
            .toList()
        : build.startOptions(app);
  }

  private void measure(House house, EngineRates engine, Kind kind) {
    System.out.printf(
        Locale.ROOT,
        "%n%s, %s; PDFs of 100 KB, PAdES-B; %d of a batch, one approval with the PIN%n%n",
        kind.title,
        house.settings().token().description(),
        documents);
    long server = Objects.requireNonNull(house.processes().get(App.SIGNING.title()));
    ApprovalLoad load =
        new ApprovalLoad(
            OidcBench.provider(house.settings().authUrl(), OFFICIALS),
            URI.create(house.settings().signingUrl()),
            THREADS);
    load.batch(Math.max(1, documents / 10), () -> {}); // warms up
    List<Memory> memory = new ArrayList<>(List.of(memory(server)));
    batches(load, engine, server, memory);
    System.out.printf(
        "  heap after a collection / resident, MB, at start, in the middle and at the end of each"
            + " batch: %s%n%n",
        String.join(
            ", ", memory.stream().map(each -> each.live() + "/" + each.resident()).toList()));
    ApprovalLoad.Single single = load.single(rate, seconds);
    System.out.printf(
        Locale.ROOT,
        "single signatures, %d a second, %d counted: p50 %.0f ms, p99 %.0f ms, worst %.0f ms;"
            + " p99 below %.0f: %s%n%n",
        rate,
        single.count(),
        single.p50(),
        single.p99(),
        single.worst(),
        AIM_MILLIS,
        single.p99() < AIM_MILLIS ? "reached" : "missed");
    hashes(load, engine, kind);
  }

  private void batches(ApprovalLoad load, EngineRates engine, long server, List<Memory> memory) {
    System.out.printf(
        Locale.ROOT,
        "%-8s %12s %12s %8s %14s %9s %9s%n",
        "round",
        "engine, /s",
        "service, /s",
        "share",
        "with upload, /s",
        "upload s",
        "approve s");
    List<Double> shares = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      double alone = engine.engine();
      ApprovalLoad.Batch batch = load.batch(documents, () -> memory.add(memory(server)));
      memory.add(memory(server));
      double share = 100 * batch.perSecond() / alone;
      shares.add(share);
      System.out.printf(
          Locale.ROOT,
          "%-8d %12.1f %12.1f %6.0f %% %14.1f %10.1f %9.1f%n",
          round,
          alone,
          batch.perSecond(),
          share,
          batch.perSecondWithUpload(),
          batch.upload(),
          batch.approval());
    }
    shares.sort(null);
    double median = shares.get(shares.size() / 2);
    System.out.printf(
        Locale.ROOT,
        "  -> %.0f %% of the engine alone, median; at least %.0f %%: %s%n",
        median,
        AIM_SHARE,
        median >= AIM_SHARE ? "reached" : "missed");
  }

  private void hashes(ApprovalLoad load, EngineRates engine, Kind kind) {
    double key = engine.key();
    for (int together : new int[] {1, 100}) {
      double signed = load.hashes(kind.algorithm, APPROVALS_OF_HASHES, together);
      System.out.printf(
          Locale.ROOT,
          "signHash, %3d a call: %.1f per s, %.1f %% of the key alone (%.0f per s)%n",
          together,
          signed,
          100 * signed / key,
          key);
    }
  }

  private static Memory memory(long server) {
    jcmd(server, "GC.run");
    long used =
        USED.matcher(jcmd(server, "GC.heap_info"))
            .results()
            .map((MatchResult found) -> found.group(1))
            .mapToLong(Long::parseLong)
            .sum();
    return new Memory(used / 1024, OidcBench.residentMegabytes(server));
  }

  private static String jcmd(long process, String what) {
    Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    return Command.run(List.of(program.toString(), Long.toString(process), what), PATIENCE)
        .output();
  }

  private void parse(List<String> arguments) {
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String option = rest.pop();
      switch (option) {
        case "--documents" -> documents = Options.number(option, rest, 1, 5_000);
        case "--rounds" -> rounds = Options.number(option, rest, 1, 100);
        case "--rate" -> rate = Options.number(option, rest, 1, 1_000);
        case "--seconds" -> seconds = Options.number(option, rest, 1, 600);
        case "--key" -> kinds = List.of(kind(Options.value(option, rest)));
        default -> throw Options.usage("bench approval does not know " + option + ".");
      }
    }
  }

  private static Kind kind(String title) {
    return Stream.of(Kind.values())
        .filter(kind -> kind.title.equals(title))
        .findFirst()
        .orElseThrow(() -> Options.usage("--key knows rsa-2048 and ec-p256, not '" + title + "'."));
  }
}
