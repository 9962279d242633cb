package vn.antin.signing.csc;

import java.util.Map;
import java.util.function.Supplier;
import vn.antin.signing.grant.HashGrant;

/** What a method signs, apart from who asked and when the answer is wanted. */
interface SigningMethod {
  /** Refuses what cannot be signed; what it gives spends the hashes and makes the answer. */
  Supplier<Map<String, Object>> ready(HashGrant grant, Parameters parameters);
}
