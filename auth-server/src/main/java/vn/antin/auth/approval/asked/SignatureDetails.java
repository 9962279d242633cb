package vn.antin.auth.approval.asked;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an official agrees to, however it was asked.
 *
 * @param source null when the application made the hashes; then there is no digest of signing
 *     parameters either
 */
public record SignatureDetails(
    @Nullable Source source, UUID credentialId, Hashes hashes, @Nullable String location) {
  static final String TYPE = "urn:antin:rar:signature";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public SignatureDetails {
    if (source != null
        && (hashes.type() != HashType.SDR || hashes.algorithm() != HashAlgorithm.SHA_256)) {
      throw new IllegalArgumentException("documents held here are hashed by SHA-256, as SDR");
    }
  }

  /**
   * The array that signing-service gets at introspection: one element of type {@code
   * urn:antin:rar:signature}; {@code requestID} and {@code parametersDigest} stand together or are
   * both absent.
   */
  public String normalForm() {
    var array = JSON.createArrayNode();
    ObjectNode element = array.addObject().put("type", TYPE);
    if (source != null) {
      element.put("requestID", source.requestId().toString());
    }
    element
        .put("credentialID", credentialId.toString())
        .put("hashType", hashes.type().name())
        .put("hashAlgorithmOID", hashes.algorithm().oid());
    if (source != null) {
      element.put("parametersDigest", source.parametersDigest().base64());
    }
    var digests = element.putArray("documentDigests");
    hashes
        .documents()
        .forEach(each ->
            digests.addObject().put("hash", each.hash().base64()).put("label", each.label()));
    if (location != null) {
      element.putArray("locations").add(location);
    }
    return JSON.writeValueAsString(array);
  }
}
