package vn.antin.signing.csc;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.people.OfficialId;

/**
 * What a system wants an official to approve by {@code credentials/authorize}.
 *
 * @param loginHint the official's name at auth-server
 * @param hashType {@code DTBSR}: of bytes to be signed, {@code SDR}: of source documents
 * @param message shown with the question; null for none
 */
record Wish(
    String clientId,
    OfficialId official,
    String loginHint,
    CredentialId credential,
    String hashType,
    String hashAlgorithm,
    List<byte[]> hashes,
    @Nullable String message) {
  private static final String TYPE = "https://cloudsignatureconsortium.org/2025/credential";
  private static final int LONGEST_MESSAGE = 100;

  Wish {
    hashes = List.copyOf(hashes);
  }

  /** The description as a binding message may be: one short line of what can be seen. */
  static @Nullable String message(@Nullable String description) {
    return description == null
            || description.isBlank()
            || description.codePointCount(0, description.length()) > LONGEST_MESSAGE
            || !description.codePoints().allMatch(Wish::shown)
        ? null
        : description;
  }

  private static boolean shown(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /** {@code authorization_details} in the dialect of 2.2. */
  List<Map<String, Object>> details() {
    var digests = new ArrayList<Map<String, String>>();
    for (var hash : hashes) {
      digests.add(
          Map.of(
              "hash",
              Base64.getEncoder().encodeToString(hash),
              "label",
              (message == null ? "" : message + " ") + "#" + (digests.size() + 1),
              "hashType",
              hashType));
    }
    return List.of(
        Map.of(
            "type", TYPE,
            "credentialID", credential.toString(),
            "numSignatures", hashes.size(),
            "hashAlgorithmOID", hashAlgorithm,
            "documentDigests", digests));
  }

  Authorization asked(String question, Duration interval, Instant expiresAt) {
    return new Authorization(
        UUID.randomUUID(),
        clientId,
        official,
        credential,
        hashAlgorithm,
        hashes,
        Authorization.State.WAITING,
        question,
        null,
        interval,
        expiresAt);
  }
}
