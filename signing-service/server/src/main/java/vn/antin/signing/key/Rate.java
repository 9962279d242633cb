package vn.antin.signing.key;

/** How often something happened per second over the last minute. Thread-safe. */
final class Rate {
  private static final int SECONDS = 60;

  private final long[] counts = new long[SECONDS + 1];
  private int ticks;

  /** Called once a second with the count since the start. */
  synchronized void tick(long count) {
    counts[ticks % counts.length] = count;
    ticks++;
  }

  synchronized double perSecond() {
    if (ticks < 2) {
      return 0;
    }
    int span = Math.min(ticks - 1, SECONDS);
    long last = counts[(ticks - 1) % counts.length];
    long first = counts[(ticks - 1 - span) % counts.length];
    return (double) (last - first) / span;
  }
}
