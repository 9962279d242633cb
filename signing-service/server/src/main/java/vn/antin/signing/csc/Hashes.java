package vn.antin.signing.csc;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;

/**
 * Hashes of one call, all of one algorithm and none twice.
 *
 * @param algorithm object identifier
 */
record Hashes(String algorithm, List<byte[]> values) {
  /** Five thousand of the longest, in base64, with room for the rest. */
  static final int LONGEST_BODY = 1024 * 1024;

  Hashes {
    values = List.copyOf(values);
  }

  /** Reads {@code hashes} and {@code hashAlgorithmOID}. */
  static Hashes of(Parameters parameters) {
    return of(parameters, parameters.string("hashAlgorithmOID"));
  }

  static Hashes of(Parameters parameters, String algorithm) {
    var digest = Algorithms.DIGESTS.get(algorithm);
    if (digest == null) {
      throw CscFault.invalidParameter("hashAlgorithmOID");
    }
    var values = parameters.base64Array("hashes", CredentialViews.MULTISIGN);
    var seen = new HashSet<ByteBuffer>();
    for (var each : values) {
      if (each.length != digest.length()) {
        throw CscFault.invalid("Invalid digest value length");
      }
      if (!seen.add(ByteBuffer.wrap(each))) {
        throw CscFault.invalidParameter("hashes");
      }
    }
    return new Hashes(algorithm, values);
  }

  /** Whether all of these are among the others. */
  boolean within(List<byte[]> others) {
    var known = new HashSet<ByteBuffer>();
    others.forEach(each -> known.add(ByteBuffer.wrap(each)));
    return values.stream().allMatch(each -> known.contains(ByteBuffer.wrap(each)));
  }
}
