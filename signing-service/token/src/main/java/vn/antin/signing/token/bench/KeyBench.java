package vn.antin.signing.token.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.Pkcs11Settings;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.token.SigningOutcome;
import vn.antin.signing.token.Token;
import vn.antin.signing.token.TokenLimits;
import vn.antin.signing.token.TokenSecret;
import vn.antin.signing.token.WrappedKey;
import vn.antin.signing.token.Wrapping;

/**
 * Entry point: how many signatures a second a PKCS#11 token makes with resident keys and with
 * wrapped ones, held and cold, in turns of one run. Arguments: library, label, PIN file, seconds
 * for each figure, threads.
 */
public final class KeyBench {

  private static final String MASTER = "antin-bench-master";
  private static final int TURNS = 20; // short ones: what else the machine does meets all alike
  private static final List<KeyKind> KINDS =
      List.of(KeyKind.RSA_2048, KeyKind.RSA_3072, KeyKind.EC_P256);

  private final Token token;
  private final Duration turn;
  private final int threads;

  private KeyBench(Token token, int seconds, int threads) {
    this.token = token;
    this.turn = Duration.ofMillis(Math.max(50, seconds * 1000L / TURNS));
    this.threads = threads;
  }

  /** How a key is used. */
  private enum Use {
    RESIDENT,
    HELD,
    COLD
  }

  public static void main(String[] arguments) throws Exception {
    int threads = Integer.parseInt(arguments[4]);
    TokenLimits limits = new TokenLimits(threads, Duration.ofSeconds(10), Duration.ofSeconds(60));
    Pkcs11Settings settings =
        Pkcs11Settings.of(
                Path.of(arguments[0]), arguments[1], TokenSecret.read(Path.of(arguments[2])))
            .with(Wrapping.under(MASTER));
    try (Token token = Token.pkcs11(settings, limits)) {
      token.makeMasterKey(MASTER);
      new KeyBench(token, Integer.parseInt(arguments[3]), threads).run();
    }
  }

  private void run() throws InterruptedException, ExecutionException {
    System.out.printf(
        Locale.ROOT,
        "%s, wrapping with %s, %d threads%n%n%-9s %10s %10s %6s %10s %6s%n",
        token.capabilities().model(),
        token.capabilities().wrapping(),
        threads,
        "key",
        "resident/s",
        "held/s",
        "",
        "cold/s",
        "");
    for (KeyKind kind : KINDS) {
      Map<Use, Double> rates = rates(kind);
      double resident = rates.getOrDefault(Use.RESIDENT, 1.0);
      double held = rates.getOrDefault(Use.HELD, 0.0);
      double cold = rates.getOrDefault(Use.COLD, 0.0);
      System.out.printf(
          Locale.ROOT,
          "%-9s %10.0f %10.0f %5.0f%% %10.0f %5.0f%%%n",
          kind,
          resident,
          held,
          100 * held / resident,
          cold,
          100 * cold / resident);
    }
  }

  private Map<Use, Double> rates(KeyKind kind) throws InterruptedException, ExecutionException {
    KeyLabel label = new KeyLabel("bench-" + kind.name().toLowerCase(Locale.ROOT));
    SigningAlgorithm algorithm = SigningAlgorithm.usual(token.generate(label, kind).publicKey());
    List<WrappedKey> wrapped = new ArrayList<>();
    for (int i = 0; i < threads; i++) { // each thread has a key of its own to be cold with
      wrapped.add(token.generateWrapped(new KeyLabel(label + ".wrapped-" + i), kind));
    }
    byte[] message = new byte[64];
    Map<Use, Double> sums = new EnumMap<>(Use.class);
    for (int i = 0; i <= TURNS; i++) {
      for (Use use : Use.values()) {
        double rate =
            rate(thread ->
                switch (use) {
                  case RESIDENT -> token.sign(label, algorithm, message);
                  case HELD -> token.sign(wrapped.get(thread), algorithm, message);
                  case COLD -> {
                    token.forget(wrapped.get(thread).label());
                    yield token.sign(wrapped.get(thread), algorithm, message);
                  }
                });
        if (i > 0) { // the first turn warms up
          sums.merge(use, rate / TURNS, Double::sum);
        }
      }
    }
    token.destroy(label);
    return sums;
  }

  private interface Signing {
    SigningOutcome by(int thread);
  }

  private double rate(Signing signing) throws InterruptedException, ExecutionException {
    long began = System.nanoTime();
    long end = began + turn.toNanos();
    List<Callable<Long>> work = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      work.add(() -> {
        long made = 0;
        while (System.nanoTime() < end) {
          if (!(signing.by(thread) instanceof SigningOutcome.Signed)) {
            throw new IllegalStateException("The token did not sign");
          }
          made++;
        }
        return made;
      });
    }
    try (ExecutorService callers = Executors.newFixedThreadPool(threads)) {
      long made = 0;
      for (Future<Long> each : callers.invokeAll(work)) {
        made += each.get();
      }
      return made * 1e9 / (System.nanoTime() - began);
    }
  }
}
