package vn.antin.auth.approval.asked;

import static vn.antin.auth.approval.asked.WishReader.required;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The parameters of an authorization request by which CSC API v2 asks for signatures. */
record CscParameters(
    @Nullable String credentialID,
    @Nullable String signatureQualifier,
    @Nullable String numSignatures,
    @Nullable String hashes,
    @Nullable String hashAlgorithmOID,
    @Nullable String description,
    @Nullable String lang,
    @Nullable String clientData) {
  private static final int LONGEST_CLIENT_DATA = 1_000;

  static Wish wish(JsonNode node) {
    CscParameters given = WishReader.STRICT.treeToValue(node, CscParameters.class);
    Hashes hashes =
        new Hashes(
            HashType.DTBSR,
            WishReader.algorithm(given.hashAlgorithmOID),
            documents(required("hashes", given.hashes)));
    CscElement.agree(number(required("numSignatures", given.numSignatures)), hashes);
    if (given.clientData != null && given.clientData.length() > LONGEST_CLIENT_DATA) {
      throw new IllegalArgumentException("clientData is longer than 1000 characters");
    }
    return new Wish(
        Dialect.CSC_PARAMETERS,
        new WantedCredential(
            given.credentialID == null ? null : WishReader.uuid("credentialID", given.credentialID),
            given.signatureQualifier),
        null,
        hashes,
        null,
        given.description);
  }

  private static int number(String text) {
    if (!text.matches("[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException("numSignatures is a number from 1 to 5000");
    }
    return Integer.parseInt(text);
  }

  private static List<DocumentDigest> documents(String hashes) {
    // One more than allowed is enough to be refused for; the rest need not be cut.
    List<DocumentDigest> documents = new ArrayList<>();
    for (String hash : hashes.split(",", Hashes.MAX_DOCUMENTS + 2)) {
      documents.add(
          new DocumentDigest(HashValue.parseUrl(hash), CscElement.unnamed(documents.size())));
    }
    return documents;
  }
}
