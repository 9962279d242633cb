package vn.antin.signing.csc;

import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import vn.antin.signing.grant.HashGrant;

/** What a method signs, apart from who asked and when the answer is wanted. */
interface SigningMethod {
  /**
   * Refuses what cannot be signed; what it gives spends the hashes and makes the answer, for an
   * attempt that may be made again under the same id.
   */
  Function<UUID, Map<String, Object>> ready(HashGrant grant, Parameters parameters);
}
