package vn.antin.signing.timestamp;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Serial numbers that this node may use with one key, and what became of them. Thread-safe. */
final class StampBlock {
  private static final int WIDTH = 32;

  private final long id;
  private final UUID key;
  private final long numbers;
  private final Instant opened;
  private final AtomicLong next = new AtomicLong();
  private final LongAdder made = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private final LongAdder refused = new LongAdder();

  /**
   * What has happened so far.
   *
   * @param begun numbers given out
   * @param made stamps that left
   * @param unknown numbers for which the key may have been used although no stamp left
   * @param settled whether nothing is under way
   */
  record Count(long begun, long made, long unknown, boolean settled) {}

  /** What became of a number. */
  enum End {
    /** A stamp left. */
    MADE,
    /** No stamp left, but the key may have been used. */
    UNKNOWN,
    /** The key was certainly not used. */
    REFUSED
  }

  /** One number; its end must be told once. */
  final class SerialNumber {
    private final long index;

    private SerialNumber(long index) {
      this.index = index;
    }

    BigInteger value() {
      return BigInteger.valueOf(id).shiftLeft(WIDTH).add(BigInteger.valueOf(index));
    }

    void end(End end) {
      switch (end) {
        case MADE -> made.increment();
        case UNKNOWN -> unknown.increment();
        case REFUSED -> refused.increment();
      }
    }
  }

  StampBlock(long id, UUID key, long numbers, Instant opened) {
    this.id = id;
    this.key = key;
    this.numbers = numbers;
    this.opened = opened;
  }

  long id() {
    return id;
  }

  UUID key() {
    return key;
  }

  long numbers() {
    return numbers;
  }

  Instant opened() {
    return opened;
  }

  /** Empty when all are used. */
  Optional<SerialNumber> next() {
    var index = next.getAndUpdate(at -> at < numbers ? at + 1 : at);
    return index < numbers ? Optional.of(new SerialNumber(index)) : Optional.empty();
  }

  Count count() {
    // Ends before beginnings: what is told is never more than what was begun.
    var stamps = made.sum();
    var lost = unknown.sum();
    var ended = stamps + lost + refused.sum();
    var begun = next.get();
    return new Count(begun, stamps, lost, ended == begun);
  }
}
