package vn.antin.signing.timestamp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Hash algorithms that are stamped; MD5 and SHA-1 are not among them. */
enum ImprintAlgorithm {
  SHA_256("SHA-256", "2.16.840.1.101.3.4.2.1", 32),
  SHA_384("SHA-384", "2.16.840.1.101.3.4.2.2", 48),
  SHA_512("SHA-512", "2.16.840.1.101.3.4.2.3", 64),
  SHA3_256("SHA3-256", "2.16.840.1.101.3.4.2.8", 32),
  SHA3_384("SHA3-384", "2.16.840.1.101.3.4.2.9", 48),
  SHA3_512("SHA3-512", "2.16.840.1.101.3.4.2.10", 64);

  private static final Map<ByteBuffer, ImprintAlgorithm> BY_OID =
      Arrays.stream(values())
          .collect(
              Collectors.toUnmodifiableMap(
                  each -> ByteBuffer.wrap(Der.oid(each.oid)), Function.identity()));

  private final String title;
  private final String oid;
  private final int length;

  ImprintAlgorithm(String title, String oid, int length) {
    this.title = title;
    this.oid = oid;
    this.length = length;
  }

  /** By its encoded object identifier. */
  static Optional<ImprintAlgorithm> of(byte[] oid) {
    return Optional.ofNullable(BY_OID.get(ByteBuffer.wrap(oid)));
  }

  /** Bytes of a hash by the algorithm's dotted identifier; empty when it is not stamped. */
  static OptionalInt lengthOf(String oid) {
    return Arrays.stream(values())
        .filter(each -> each.oid.equals(oid))
        .mapToInt(ImprintAlgorithm::length)
        .findFirst();
  }

  /** The name as the JCA has it. */
  String title() {
    return title;
  }

  /** Bytes of a hash value. */
  int length() {
    return length;
  }

  /** The algorithm identifier, its parameters absent (RFC 5754 §2). */
  static byte[] identifier(String title) {
    return Arrays.stream(values())
        .filter(each -> each.title.equals(title))
        .map(each -> Der.sequence(Der.oid(each.oid)))
        .findFirst()
        .orElseThrow();
  }
}
