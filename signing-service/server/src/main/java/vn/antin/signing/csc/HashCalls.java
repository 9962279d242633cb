package vn.antin.signing.csc;

import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import vn.antin.signing.grant.HashGrant;
import vn.antin.signing.grant.HashValue;
import vn.antin.signing.request.HashOrder;

/**
 * What {@code signatures/signHash} does: hashes of bytes to be signed, which the application has
 * made and the official has approved, are signed as they are.
 */
final class HashCalls implements SigningMethod {
  private static final String DTBSR = "DTBSR";

  private final HashSigning signing;

  HashCalls(HashSigning signing) {
    this.signing = signing;
  }

  @Override
  public Function<UUID, Map<String, Object>> ready(HashGrant grant, Parameters parameters) {
    var credential = signing.credential(grant, parameters);
    var wanted = Algorithms.Choice.of(parameters);
    var hashes = Hashes.of(parameters, wanted.digest());
    if (!grant.hashType().equals(DTBSR)
        || !hashes.algorithm().equals(grant.hashAlgorithm())
        || !hashes.within(grant.hashes().stream().map(HashValue::bytes).toList())) {
      throw CscFault.invalid(HashSigning.NOT_AUTHORIZED);
    }
    var algorithm = signing.algorithm(credential, wanted);
    var orders = hashes.values().stream().map(each -> HashOrder.of(each, algorithm)).toList();
    return attempt ->
        Map.of(
            "signatures",
            signing.sign(attempt, grant, DTBSR, orders, "hashes").stream()
                .map(Base64.getEncoder()::encodeToString)
                .toList());
  }
}
