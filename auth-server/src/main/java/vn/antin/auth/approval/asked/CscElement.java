package vn.antin.auth.approval.asked;

import static vn.antin.auth.approval.asked.WishReader.required;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The element of CSC API v2: hashes that the application made. */
record CscElement(
    @Nullable String type,
    @Nullable String credentialID,
    @Nullable String signatureQualifier,
    @Nullable Integer numSignatures,
    @Nullable List<@Nullable Digest> documentDigests,
    @Nullable String hashAlgorithmOID,
    @Nullable List<String> locations) {
  static final String TYPE_2_0 = "credential";
  static final String TYPE_2_2 = "https://cloudsignatureconsortium.org/2025/credential";

  record Digest(@Nullable String hash, @Nullable String label, @Nullable String hashType) {}

  /** Checks it and puts it into the common form. */
  record Reader(List<String> locations) {
    Wish wish(JsonNode node, Dialect dialect) {
      CscElement element = WishReader.STRICT.treeToValue(node, CscElement.class);
      List<@Nullable Digest> digests = required("documentDigests", element.documentDigests);
      Hashes hashes =
          new Hashes(
              type(digests, dialect),
              WishReader.algorithm(element.hashAlgorithmOID),
              documents(digests));
      if (element.numSignatures != null) {
        agree(element.numSignatures, hashes);
      }
      return new Wish(
          dialect,
          new WantedCredential(
              element.credentialID == null
                  ? null
                  : WishReader.uuid("credentialID", element.credentialID),
              element.signatureQualifier),
          null,
          hashes,
          location(element.locations),
          null);
    }

    private @Nullable String location(@Nullable List<String> given) {
      if (given == null) {
        return null;
      }
      if (given.size() != 1 || !locations.contains(given.getFirst())) {
        throw new IllegalArgumentException(
            "locations must be [\"%s\"]".formatted(locations.getLast()));
      }
      return given.getFirst();
    }

    /** v2.0 knows no kinds and means what signHash takes; v2.2 says the same where it is silent. */
    private static HashType type(List<@Nullable Digest> digests, Dialect dialect) {
      Set<HashType> types = EnumSet.noneOf(HashType.class);
      for (Digest digest : digests) {
        String named = required("a member of documentDigests", digest).hashType;
        if (named != null && dialect == Dialect.CSC_2_0) {
          throw new IllegalArgumentException("hashType is not known to type credential");
        }
        types.add(
            switch (named) {
              case null -> HashType.DTBSR;
              case "DTBSR" -> HashType.DTBSR;
              case "SDR" -> HashType.SDR;
              default -> throw new IllegalArgumentException("hashType is neither DTBSR nor SDR");
            });
      }
      if (types.size() > 1) {
        throw new IllegalArgumentException("DTBSR and SDR are not approved together");
      }
      return types.isEmpty() ? HashType.DTBSR : types.iterator().next();
    }

    private static List<DocumentDigest> documents(List<@Nullable Digest> digests) {
      List<DocumentDigest> documents = new ArrayList<>(digests.size());
      for (Digest digest : digests) {
        Digest given = required("a member of documentDigests", digest);
        String label = given.label == null ? unnamed(documents.size()) : given.label;
        Shown.require("a label", label);
        documents.add(new DocumentDigest(HashValue.parse(required("hash", given.hash)), label));
      }
      return documents;
    }
  }

  /** What stands for a document that the application gave no name. */
  static String unnamed(int index) {
    return "#" + (index + 1);
  }

  static void agree(int numSignatures, Hashes hashes) {
    if (numSignatures != hashes.size()) {
      throw new IllegalArgumentException(
          "numSignatures is %d and there are %d hashes".formatted(numSignatures, hashes.size()));
    }
  }
}
