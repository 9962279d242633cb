package vn.antin.auth.oauth2.request;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parameters by which CSC API v2 asks for a signature beside scope {@code credential}, without
 * {@code authorization_details}.
 */
public final class CredentialParameters {
  private static final List<String> SAY_WHAT =
      List.of("credentialID", "signatureQualifier", "numSignatures", "hashes", "hashAlgorithmOID");
  private static final List<String> SAY_MORE = List.of("description", "clientData");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CredentialParameters() {}

  /** Whether the request says by parameters what is to be signed. */
  public static boolean in(AuthorizeParameters request) {
    return SAY_WHAT.stream().anyMatch(request::has);
  }

  /** What is asked for: the details as they came, or these parameters as a JSON object of texts. */
  public static String asked(AuthorizeParameters request) {
    String details = request.one("authorization_details");
    if (details != null) {
      return details;
    }
    Map<String, String> present = new TreeMap<>();
    for (List<String> names : List.of(SAY_WHAT, SAY_MORE)) {
      for (String name : names) {
        String value = request.one(name);
        if (value != null) {
          present.put(name, value);
        }
      }
    }
    return JSON.writeValueAsString(present);
  }
}
