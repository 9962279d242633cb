package vn.antin.signing.engine;

import java.util.Arrays;
import java.util.Optional;

/**
 * How long a signature can be checked: the baseline levels of ETSI EN 319 142-1 (PAdES), 319 122-1
 * (CAdES), 319 132-1 (XAdES) and TS 119 182-1 (JAdES). In order: each holds what the one before it
 * holds.
 */
public enum Level {
  /** Signature and signer's certificate. */
  B_B("B-B"),
  /** A trusted time at which it existed. */
  B_T("B-T"),
  /** The certificates and revocation answers a later check needs. */
  B_LT("B-LT"),
  /** A time-stamp over all of that, to be renewed before it grows old. */
  B_LTA("B-LTA");

  private final String text;

  Level(String text) {
    this.text = text;
  }

  /** As the standards write it, such as {@code B-LT}. */
  public String text() {
    return text;
  }

  public boolean atLeast(Level other) {
    return compareTo(other) >= 0;
  }

  /** The level with this {@link #text}. */
  public static Optional<Level> of(String text) {
    return Arrays.stream(values()).filter(level -> level.text.equals(text)).findFirst();
  }
}
