package vn.antin.signing.signature;

import java.util.Arrays;
import java.util.Optional;
import vn.antin.signing.engine.Level;

/** How long a signature can be checked (ETSI EN 319 142-1), in order. */
public enum SignatureLevel {
  /** Signature and certificate. */
  B(Level.B_B),
  /** A trusted time. */
  T(Level.B_T),
  /** Certificates and revocation answers. */
  LT(Level.B_LT),
  /** A time-stamp over all of it. */
  LTA(Level.B_LTA);

  private static final String PREFIX = "PAdES-BASELINE-";

  private final Level engine;

  SignatureLevel(Level engine) {
    this.engine = engine;
  }

  /** As it is asked for and shown, such as {@code PAdES-BASELINE-LT}. */
  public String text() {
    return PREFIX + name();
  }

  /** The level with this {@link #text}. */
  public static Optional<SignatureLevel> of(String text) {
    return Arrays.stream(values()).filter(level -> level.text().equals(text)).findFirst();
  }

  static SignatureLevel of(Level engine) {
    return Arrays.stream(values())
        .filter(level -> level.engine == engine)
        .findFirst()
        .orElseThrow();
  }

  /** What is left when this one's needs cannot be met: T without revocation data, else B. */
  SignatureLevel withoutRevocation() {
    return atLeast(LT) ? T : B;
  }

  public boolean atLeast(SignatureLevel other) {
    return compareTo(other) >= 0;
  }

  Level engine() {
    return engine;
  }
}
