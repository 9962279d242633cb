package vn.antin.auth.approval.asked;

import java.util.Arrays;
import java.util.Optional;

/** The hash algorithms of FIPS 180-4 that signatures are asked for with. */
public enum HashAlgorithm {
  SHA_256("2.16.840.1.101.3.4.2.1", 32),
  SHA_384("2.16.840.1.101.3.4.2.2", 48),
  SHA_512("2.16.840.1.101.3.4.2.3", 64);

  private final String oid;
  private final int length;

  HashAlgorithm(String oid, int length) {
    this.oid = oid;
    this.length = length;
  }

  static Optional<HashAlgorithm> of(String oid) {
    return Arrays.stream(values()).filter(each -> each.oid.equals(oid)).findFirst();
  }

  /** Its object identifier in dotted form. */
  public String oid() {
    return oid;
  }

  /** Bytes of a value. */
  int length() {
    return length;
  }
}
