package vn.antin.signing.engine.timestamp;

/** Where time-stamps come from. Implementations are thread-safe. */
public interface TimeStampSource {

  /**
   * A time-stamp over a hash value.
   *
   * @param digestAlgorithm JCA name, such as {@code SHA-256}
   * @throws TimeStampException when no server gave an acceptable one in time
   */
  TimeStampToken stamp(byte[] digest, String digestAlgorithm);

  /** Bytes that the next token will hardly exceed. */
  int expectedSize();
}
