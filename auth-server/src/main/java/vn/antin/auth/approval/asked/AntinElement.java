package vn.antin.auth.approval.asked;

import static vn.antin.auth.approval.asked.WishReader.required;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The element of our own type: documents that signing-service holds under a request. */
record AntinElement(
    @Nullable String type,
    @Nullable String requestID,
    @Nullable String credentialID,
    @Nullable String hashType,
    @Nullable String hashAlgorithmOID,
    @Nullable String parametersDigest,
    @Nullable List<@Nullable Digest> documentDigests,
    @Nullable List<String> locations) {

  record Digest(@Nullable String hash, @Nullable String label) {}

  /** Checks it and puts it into the common form. */
  record Reader(String location) {
    Wish wish(JsonNode node) {
      AntinElement element = WishReader.STRICT.treeToValue(node, AntinElement.class);
      expect("hashType", HashType.SDR.name(), element.hashType);
      expect("hashAlgorithmOID", HashAlgorithm.SHA_256.oid(), element.hashAlgorithmOID);
      if (element.locations != null && !element.locations.equals(List.of(location))) {
        throw new IllegalArgumentException("locations must be [\"%s\"]".formatted(location));
      }
      Source source =
          new Source(
              WishReader.uuid("requestID", required("requestID", element.requestID)),
              HashValue.parse(required("parametersDigest", element.parametersDigest)));
      return new Wish(
          Dialect.ANTIN,
          new WantedCredential(
              WishReader.uuid("credentialID", required("credentialID", element.credentialID)),
              null),
          source,
          new Hashes(
              HashType.SDR,
              HashAlgorithm.SHA_256,
              required("documentDigests", element.documentDigests).stream()
                  .map(Reader::document)
                  .toList()),
          element.locations == null ? null : location,
          null);
    }

    private static DocumentDigest document(@Nullable Digest digest) {
      Digest given = required("a member of documentDigests", digest);
      return new DocumentDigest(
          HashValue.parse(required("hash", given.hash)), required("label", given.label));
    }

    private static void expect(String name, String expected, @Nullable String found) {
      if (!expected.equals(found)) {
        throw new IllegalArgumentException("%s must be \"%s\"".formatted(name, expected));
      }
    }
  }
}
