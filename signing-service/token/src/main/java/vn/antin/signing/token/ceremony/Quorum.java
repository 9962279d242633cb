package vn.antin.signing.token.ceremony;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A secret that enough operators brought back, for one act; closing wipes it. */
public final class Quorum implements AutoCloseable {
  private final byte[] secret;
  private final List<Holders.Holder> present;

  Quorum(byte[] secret, List<Holders.Holder> present) {
    this.secret = secret;
    this.present =
        present.stream().sorted(Comparator.comparingInt(Holders.Holder::number)).toList();
  }

  /** The secret itself, not a copy; zeros once this is closed. */
  public byte[] secret() {
    return secret;
  }

  /** Lines of a record: one for each share that was entered, by number. */
  public String text() {
    return Holders.lines(present);
  }

  List<Integer> numbers() {
    return present.stream().map(Holders.Holder::number).toList();
  }

  @Override
  public void close() {
    Arrays.fill(secret, (byte) 0);
  }

  @Override
  public String toString() {
    return "Quorum" + numbers();
  }
}
