package vn.antin.standalone.bench;

import java.util.Arrays;
import java.util.List;

/** How long each of many operations took. Does not change. */
final class Latencies {
  private final long[] sorted;

  private Latencies(long[] sorted) {
    this.sorted = sorted;
  }

  /** Takes nanoseconds in any order. */
  static Latencies of(List<long[]> parts) {
    return new Latencies(parts.stream().flatMapToLong(Arrays::stream).sorted().toArray());
  }

  Latencies plus(Latencies other) {
    return of(List.of(sorted, other.sorted));
  }

  int count() {
    return sorted.length;
  }

  /** Milliseconds below which this part of the operations stayed. */
  double percentile(double part) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * part))] / 1e6;
  }
}
